package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import dev.ringback.history.CallbackState;
import dev.ringback.replay.Replay;
import dev.ringback.replay.ReplayStore;
import dev.ringback.replay.ReplayStore.Portion;
import dev.ringback.replay.ReplayStore.Running;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of replays in PostgreSQL. */
class PgReplaysIT implements ReplayContract {
    private static PgStoreWorld world;

    @BeforeAll
    static void open() {
        world = new PgStoreWorld(PgReplaysIT.class);
    }

    @BeforeEach
    @Override
    public void profiles() {
        world.clear();
        ReplayContract.super.profiles();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Override
    public PgStoreWorld world() {
        return world;
    }

    @Override
    public ReplayStore replays() {
        return world.replays();
    }

    @Override
    public void set(ProfileId id, String state) {
        world.profile(id, state);
    }

    @Override
    public void loseRepeats() {
        world.run("delete from callback where replay_of is not null");
        world.run("truncate backlog");
    }

    @Override
    public Map<CallbackId, List<CallbackId>> repeats() {
        return world.repeats();
    }

    /** As when the connection of the first was lost, and its statement still runs. */
    @Test
    void portionsAtOnceAreOne() {
        NodeId node = node();
        ended(node, Samples.profile(1), Verdict.FAILED, 200);
        opened(range(Samples.profile(1), CallbackState.FAILED));

        for (int round = 0; round < 10; round++) {
            Running seen = claim(node).get(0);
            List<Future<Portion>> all = Stream.generate(() -> world.replays()
                            .repeat(
                                    node,
                                    seen,
                                    Stream.generate(SAMPLES::uuid)
                                            .limit(20)
                                            .map(CallbackId::new)
                                            .toList(),
                                    NO_BOUND,
                                    Samples.LATER))
                    .limit(3)
                    .toList();
            assertThat(all.stream().map(Await::result).map(Portion::made)).containsExactlyInAnyOrder(20, 0, 0);
        }

        assertThat(repeats()).hasSize(200);
        assertThat(repeats().values()).allMatch(copies -> copies.size() == 1);
    }

    @Test
    void aPortionWaitsForACancelAndThenMakesNothing() {
        NodeId node = node();
        ended(node, Samples.profile(1), Verdict.FAILED, 5);
        Replay replay = opened(range(Samples.profile(1), CallbackState.FAILED));
        Running seen = claim(node).get(0);
        SqlConnection cancelling = world.session();
        PgStoreWorld.run(cancelling, "begin");
        PgStoreWorld.run(
                cancelling,
                "update replay set state = 'cancelled', ended_at = created_at where id = $1",
                replay.id().value());

        Future<Portion> portion =
                world.replays().repeat(node, seen, List.of(new CallbackId(SAMPLES.uuid())), NO_BOUND, Samples.LATER);
        world.awaitBlocked(1);
        PgStoreWorld.end(cancelling);

        assertThat(Await.result(portion)).isEqualTo(new Portion(0, false));
        assertThat(repeats()).isEmpty();
    }
}
