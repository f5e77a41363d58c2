package dev.ringback.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which cluster a process joins, and where it can be reached itself.
 *
 * @param name the nodes' {@code cluster.name}
 * @param secret the nodes' {@code cluster.secret}; it is not shown
 * @param members nodes to find the others by, each {@code host:port}, with the nodes' {@code cluster.port}
 * @param own where the nodes reach this process
 * @param tls the files for an encrypted bus, when the nodes' bus is
 * @param hazelcastFile the nodes' {@code cluster.file}, when they have one of their own
 * @param within how long to look for a node
 */
public record ClusterOptions(
        String name,
        Optional<String> secret,
        List<String> members,
        Own own,
        Optional<Tls> tls,
        Optional<Path> hazelcastFile,
        Duration within) {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    public ClusterOptions {
        members = List.copyOf(members);
    }

    /** An address of this machine, and two ports that the nodes can reach; 0 is any that is free. */
    public record Own(String host, int port, int busPort) {}

    /** PEM files: this process's certificate and its key, and the authorities that have signed those of all. */
    public record Tls(Path certificate, Path key, Path trust) {}

    /** Of the name {@code ringback}, without a secret, from 127.0.0.1 and any port. */
    public static ClusterOptions of(List<String> members) {
        return new ClusterOptions(
                "ringback",
                Optional.empty(),
                members,
                new Own("127.0.0.1", 0, 0),
                Optional.empty(),
                Optional.empty(),
                WITHIN);
    }

    public ClusterOptions withName(String other) {
        return new ClusterOptions(Objects.requireNonNull(other), secret, members, own, tls, hazelcastFile, within);
    }

    public ClusterOptions withSecret(String other) {
        return new ClusterOptions(name, Optional.of(other), members, own, tls, hazelcastFile, within);
    }

    public ClusterOptions withOwn(String host, int port, int busPort) {
        return new ClusterOptions(name, secret, members, new Own(host, port, busPort), tls, hazelcastFile, within);
    }

    public ClusterOptions withTls(Path certificate, Path key, Path trust) {
        return new ClusterOptions(
                name, secret, members, own, Optional.of(new Tls(certificate, key, trust)), hazelcastFile, within);
    }

    public ClusterOptions withHazelcastFile(Path file) {
        return new ClusterOptions(name, secret, members, own, tls, Optional.of(file), within);
    }

    public ClusterOptions within(Duration time) {
        return new ClusterOptions(name, secret, members, own, tls, hazelcastFile, time);
    }

    @Override
    public String toString() {
        return "cluster \"" + name + "\" at " + String.join(", ", members);
    }
}
