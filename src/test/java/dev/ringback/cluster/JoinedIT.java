package dev.ringback.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cluster.engine.CannotJoin;
import dev.ringback.cluster.engine.Joined;
import dev.ringback.config.Settings;
import dev.ringback.support.Await;
import dev.ringback.support.Certificates;
import dev.ringback.support.NodeProcess;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members in one JVM, on the loopback. */
class JoinedIT {
    @TempDir
    static Path folder;

    private final List<Joined> all = new ArrayList<>();

    @AfterEach
    void leave() {
        all.forEach(one -> Await.result(one.vertx().close()));
    }

    @Test
    void theBusMayAskForCertificatesOnBothSides() throws IOException {
        Settings.BusTls ours = certificates("ours");
        Settings.Cluster first = member(List.of(), Optional.of(ours));
        Joined one = join(first);
        one.vertx().eventBus().consumer("question", message -> message.reply("answer"));

        Joined trusted = join(member(List.of(address(first)), Optional.of(ours)));
        Joined stranger = join(member(List.of(address(first)), Optional.of(certificates("theirs"))));

        assertThat(Await.result(ask(trusted, 20_000))).isEqualTo("answer");
        assertThat(Await.result(ask(stranger, 1_000))).isEqualTo("none");
    }

    @Test
    void saysWhichPortIsTaken() {
        Settings.Cluster first = member(List.of(), Optional.empty());
        Joined unused = join(first);

        Settings.Address taken = first.address();
        assertThat(Await.failure(Joined.asNode(new VertxOptions(), with(taken))))
                .isInstanceOf(CannotJoin.class)
                .hasMessageContaining("cluster.port");
        assertThat(Await.failure(Joined.asNode(
                        new VertxOptions(),
                        with(new Settings.Address("127.0.0.1", NodeProcess.freePort(), taken.busPort())))))
                .isInstanceOf(CannotJoin.class)
                .hasMessageContaining("cluster.bus_port");
    }

    private Joined join(Settings.Cluster cluster) {
        Joined joined = Await.result(Joined.asNode(new VertxOptions().setEventLoopPoolSize(1), cluster));
        all.add(joined);
        return joined;
    }

    private static Future<String> ask(Joined from, long limitMillis) {
        return from.vertx()
                .eventBus()
                .<String>request("question", "?", new DeliveryOptions().setSendTimeout(limitMillis))
                .map(answer -> answer.body())
                .otherwise("none");
    }

    private static Settings.BusTls certificates(String name) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        Certificates made = Certificates.in(own).signed("node", "node.example.test", 30);
        return new Settings.BusTls(
                Files.writeString(own.resolve("node.pem"), made.pem("node")),
                Files.writeString(own.resolve("node.key"), made.key("node")),
                Files.writeString(own.resolve("trust.pem"), made.authorityPem()));
    }

    private static Settings.Cluster member(List<String> members, Optional<Settings.BusTls> tls) {
        Settings.Address address = new Settings.Address("127.0.0.1", NodeProcess.freePort(), NodeProcess.freePort());
        return new Settings.Cluster(
                true,
                address,
                new Settings.Finding(members, Optional.empty()),
                "joined",
                Optional.empty(),
                tls,
                Optional.empty());
    }

    private static Settings.Cluster with(Settings.Address address) {
        Settings.Cluster none = member(List.of(), Optional.empty());
        return new Settings.Cluster(
                true, address, none.finding(), none.name(), none.secret(), none.tls(), none.hazelcastFile());
    }

    private static String address(Settings.Cluster cluster) {
        return "127.0.0.1:" + cluster.address().port();
    }
}
