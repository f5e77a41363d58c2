package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.profile;
import static dev.ringback.store.Samples.tried;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Attempt;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Excerpt;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.Uuid7;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.flow.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger's contract in PostgreSQL, and what only a database can do to it. */
class PgLedgerIT implements LedgerContract {
    private static PgStoreWorld world;

    @BeforeAll
    static void open() {
        world = new PgStoreWorld(PgLedgerIT.class);
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

    @Test
    void keepsEveryFieldOfAnAttempt() {
        NodeId node = node();
        Work work = fresh(node, profile(1));
        var outcome =
                new Outcome(OutcomeKind.ANSWERED, 503, "no\0thing", Optional.empty(), new Excerpt(new byte[] {0, -1}));

        record(
                node,
                new Tried(new Attempt(
                        work, new Attempt.Times(NOW, LATER), outcome, Verdict.FAILED, new Excerpt(new byte[] {7}))));

        var row = world.ask("select * from attempt").iterator().next();
        assertThat(row.getUUID("profile_id")).isEqualTo(profile(1).value());
        assertThat(row.getOffsetDateTime("started_at").toInstant()).isEqualTo(NOW);
        assertThat(row.getOffsetDateTime("finished_at").toInstant()).isEqualTo(LATER);
        assertThat(row.getShort("http_status")).isEqualTo((short) 503);
        assertThat(row.getString("error")).isEqualTo("nothing");
        assertThat(row.getBuffer("request").getBytes()).containsExactly(7);
        assertThat(row.getBuffer("answer").getBytes()).containsExactly(0, -1);
    }

    @Test
    void whatHasNothingToKeepHasNulls() {
        NodeId node = node();
        record(node, Samples.skipped(fresh(node, profile(1))));

        var row = world.ask("select * from attempt").iterator().next();
        assertThat(row.getString("error")).isNull();
        assertThat(row.getBuffer("request")).isNull();
        assertThat(row.getBuffer("answer")).isNull();
    }

    @Test
    void countsAreMadeOncePerBatch() {
        NodeId node = node();
        Work one = fresh(node, profile(1));
        Work two = fresh(node, profile(2));
        record(node, Samples.kept(one, Verdict.DELIVERED), tried(two, Verdict.FAILED));
        record(node, tried(one, Verdict.DELIVERED));

        assertThat(world.ask("select 1 from count_delta").size()).isEqualTo(1);
        assertThat(world.ask("select n from count_delta, unnest(verdicts, latency_buckets) as d (verdict, n) "
                                + "where verdict = 2")
                        .iterator()
                        .next()
                        .getShort("n"))
                .isEqualTo((short) -1);
    }

    @Test
    void aRowThatTheDatabaseRefusesLeavesNothingOfItsBatch() {
        NodeId node = node();
        Work good = fresh(node, profile(1));
        Work bad = fresh(node, profile(1));
        var impossible = new Outcome(OutcomeKind.ANSWERED, 7, "", Optional.empty(), Excerpt.NONE);
        Tried refused =
                new Tried(new Attempt(bad, new Attempt.Times(NOW, LATER), impossible, Verdict.DELIVERED, Excerpt.NONE));

        assertThat(trouble(world.ledger().record(node, List.of(tried(good, Verdict.DELIVERED), refused), LATER)))
                .isEqualTo(Trouble.Kind.ROW_REFUSED);

        assertThat(world.attempts(LedgerContract.id(good))).isEmpty();
        assertThat(world.counts(profile(1))).isEmpty();
    }

    /** A sweep that began before the final record was written made its backlog row after it: each new try has a number that is there already. */
    @Test
    void aRowThatWasMadeTooLateIsTriedOnceMoreAndNotForever() {
        NodeId node = node();
        Work work = fresh(node, profile(1));
        Work retried = fresh(node, profile(2));
        record(node, tried(work, Verdict.DELIVERED), tried(retried, LedgerContract.RETRY));
        world.run("update backlog set number = 1");
        world.run(
                "insert into backlog (callback_id, profile_id, due_at, number) "
                        + "select callback_id, c.profile_id, started_at, 1 from attempt join callback c on c.id = callback_id where verdict = 1");

        record(
                node,
                tried(claim(node, profile(1)), Verdict.DELIVERED),
                tried(claim(node, profile(2)), LedgerContract.RETRY));

        assertThat(world.waiting(LedgerContract.id(work))).isEmpty();
        assertThat(world.waiting(LedgerContract.id(retried)))
                .contains(new StoreWorld.Waiting(LATER, 2, Optional.empty()));
        assertThat(world.counts(profile(1))).isEqualTo(Map.of(Verdict.Kind.DELIVERED, 1));
        assertThat(world.counts(profile(2))).isEqualTo(Map.of(Verdict.Kind.RETRY, 1));
    }

    @Test
    void aPartitionThatIsMissingIsWaitedFor() {
        var farAhead = new CallbackId(Uuid7.floor(NOW.plus(Duration.ofDays(10))));
        var callback = new Callback(farAhead, profile(1), "", new byte[0], Instant.MAX);
        Work work = Samples.fresh(SAMPLES.fresh(callback));

        assertThat(trouble(world.ledger().record(node(), List.of(tried(work, Verdict.DELIVERED)), LATER)))
                .isEqualTo(Trouble.Kind.UNAVAILABLE);
    }
}
