package dev.ringback.store;

import static dev.ringback.store.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of statements of unknown fate in PostgreSQL. */
class PgDoubtIT implements DoubtContract {
    private static PgStoreWorld world;

    @BeforeAll
    static void open() {
        world = new PgStoreWorld(PgDoubtIT.class);
    }

    @BeforeEach
    void clear() {
        world.clear();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Override
    public PgStoreWorld world() {
        return world;
    }

    /** The journal is told that it is not there, and lets go of it: a server that did it afterwards would leave it to nobody. */
    @Test
    void aFlushBehindALostOneIsNotDoneLater() {
        NodeId node = node();
        SqlConnection key = world.session();
        PgStoreWorld.run(key, "begin");
        PgStoreWorld.run(
                key,
                "insert into order_key (profile_id, key, touched_at) values ($1, 'k', 'epoch')",
                profile(1).value());
        List<Entry> first = SAMPLES.many(1, profile(1));
        List<Entry> second = List.of(SAMPLES.ordered(profile(1), "k"));
        PgJournal journal = world.held().journalAlone();
        // From now on that connection knows both statements, so that either is sent in one go.
        Await.result(journal.append(node, SAMPLES.many(1, profile(1))));
        Await.result(journal.append(node, List.of(SAMPLES.skipped(profile(1)))));
        world.held().hold();
        Future<Void> flush = journal.append(node, first);
        world.held().awaitHeld(1);
        Future<Void> behind = journal.append(node, second);
        world.held().awaitSilence();
        world.held().lose();
        assertThat(trouble(flush)).isEqualTo(Trouble.Kind.FATE_UNKNOWN);
        assertThat(trouble(behind)).isEqualTo(Trouble.Kind.FATE_UNKNOWN);

        var found = world.journal().findWritten(node, List.of(id(first.get(0)), id(second.get(0))));
        world.awaitWaiting(1);
        world.held().letGo();
        assertThat(Await.result(found)).containsExactly(id(first.get(0)));
        PgStoreWorld.end(key);
        world.held().awaitIdle();

        assertThat(world.has(id(second.get(0)))).isFalse();
    }

    private static CallbackId id(Entry entry) {
        return StoreSteps.id(entry);
    }
}
