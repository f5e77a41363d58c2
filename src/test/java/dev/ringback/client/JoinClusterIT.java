package dev.ringback.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.ringback.cluster.engine.Joined;
import dev.ringback.config.Secret;
import dev.ringback.config.Settings;
import dev.ringback.support.Await;
import dev.ringback.support.NodeProcess;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members in one JVM, on the loopback. */
class JoinClusterIT {
    private static final String SECRET = "a secret of the test";

    private final Settings.Address address =
            new Settings.Address("127.0.0.1", NodeProcess.freePort(), NodeProcess.freePort());
    private final List<Vertx> all = new ArrayList<>();

    @AfterEach
    void leave() {
        all.forEach(one -> Await.result(one.close().otherwiseEmpty()));
    }

    @Test
    void findsTheOnlyNodeAgainThatDied() {
        node();
        Vertx own = Await.result(JoinCluster.with(cluster()));
        all.add(own);
        Publisher publisher = Publisher.on(own, PublisherOptions.STANDARD.withAnswerWithin(Duration.ofSeconds(1)));
        assertThat(Await.result(publisher.submit(PublisherTest.number(1)))).isEqualTo("cb_1");

        kill();
        node();

        assertThat(Await.result(publisher.submit(PublisherTest.number(2)))).isEqualTo("cb_2");
    }

    @Test
    void saysThatItFoundNobodyWithAnotherSecret() {
        node();

        assertThat(Await.failure(
                        JoinCluster.with(cluster().withSecret("another secret").within(Duration.ofMillis(500)))))
                .isInstanceOf(CannotJoin.class)
                .hasMessageContaining("found no node")
                .hasMessageNotContaining("another secret");
    }

    private void node() {
        Joined joined = Await.result(Joined.asNode(
                new VertxOptions().setEventLoopPoolSize(1),
                new Settings.Cluster(
                        true,
                        address,
                        new Settings.Finding(List.of("127.0.0.1:" + address.port()), Optional.empty()),
                        "ringback",
                        Optional.of(new Secret(SECRET)),
                        Optional.empty(),
                        Optional.empty())));
        all.add(joined.vertx());
        FakeNode unused = new FakeNode(joined.vertx());
    }

    /** No goodbye is said, as by a process that is killed. */
    private void kill() {
        for (HazelcastInstance one : Hazelcast.getAllHazelcastInstances()) {
            if (!one.getCluster().getLocalMember().isLiteMember()) {
                one.getLifecycleService().terminate();
            }
        }
        Await.result(all.remove(0).close().otherwiseEmpty());
    }

    private ClusterOptions cluster() {
        return ClusterOptions.of(List.of("127.0.0.1:" + address.port())).withSecret(SECRET);
    }
}
