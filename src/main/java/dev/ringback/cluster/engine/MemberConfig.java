package dev.ringback.cluster.engine;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.YamlConfigBuilder;
import dev.ringback.client.ClusterName;
import dev.ringback.config.Secret;
import dev.ringback.config.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Hazelcast's configuration: the file, and over it what our settings say. */
final class MemberConfig {
    private static final String PACKAGED = "/cluster/hazelcast.yaml";

    private MemberConfig() {}

    /** Reads a file, and perhaps asks for an address by a name. */
    static Config of(Settings.Cluster cluster) {
        Config config = read(cluster.hazelcastFile());
        config.setClusterName(ClusterName.of(cluster.name(), cluster.secret().map(Secret::value)));
        // The node leaves by itself, after it has handed over its work.
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        network(config, cluster);
        join(config.getNetworkConfig().getJoin(), cluster);
        return config;
    }

    private static void network(Config config, Settings.Cluster cluster) {
        NetworkConfig network = config.getNetworkConfig();
        Settings.Address address = cluster.address();
        network.setPort(address.port()).setPortAutoIncrement(false);
        HostAddress host = HostAddress.of(address.host());
        if (host.isOwn()) {
            config.setProperty("hazelcast.socket.bind.any", "false");
            network.getInterfaces().setEnabled(true).clear().addInterface(host.text());
        } else {
            // The machine is behind a translation of addresses: it listens on its own, and tells the others this one.
            network.setPublicAddress(address.host() + ":" + address.port());
        }
    }

    private static void join(JoinConfig join, Settings.Cluster cluster) {
        Settings.Finding finding = cluster.finding();
        finding.serviceDns()
                .ifPresent(name -> join.getKubernetesConfig()
                        .setEnabled(true)
                        .setProperty("service-dns", name)
                        .setProperty(
                                "service-port",
                                Integer.toString(cluster.address().port())));
        if (finding.serviceDns().isEmpty()) {
            join.getTcpIpConfig().setEnabled(true).setMembers(finding.members());
        }
    }

    private static Config read(Optional<Path> file) {
        String name = file.map(Path::toString).orElse("the jar's" + PACKAGED);
        try (InputStream text = file.isPresent() ? Files.newInputStream(file.get()) : packaged()) {
            return new YamlConfigBuilder(text).build();
        } catch (IOException unreadable) {
            throw new CannotJoin("cannot read " + name + " (cluster.file): " + unreadable, unreadable);
        } catch (RuntimeException invalid) {
            throw new CannotJoin(name + " (cluster.file): " + invalid.getMessage(), invalid);
        }
    }

    private static InputStream packaged() throws IOException {
        InputStream text = MemberConfig.class.getResourceAsStream(PACKAGED);
        if (text == null) {
            throw new FileNotFoundException(PACKAGED);
        }
        return text;
    }
}
