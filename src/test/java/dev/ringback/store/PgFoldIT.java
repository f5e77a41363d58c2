package dev.ringback.store;

import static dev.ringback.store.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Attempt;
import dev.ringback.domain.Excerpt;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.QuarterHours;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.intake.Entry;
import dev.ringback.report.CountStore.Which;
import dev.ringback.report.Counts;
import dev.ringback.report.Interval;
import dev.ringback.report.Period;
import dev.ringback.report.ProfileCounts;
import dev.ringback.support.Await;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports against the table of attempts, whatever was folded and by whom. */
class PgFoldIT implements StoreSteps {
    private static final int PROFILES = 3;
    private static final Duration STRETCH = Duration.ofDays(40);

    private static PgStoreWorld world;

    private NodeId node;

    @BeforeAll
    static void open() {
        world = new PgStoreWorld(PgFoldIT.class);
    }

    @BeforeEach
    void clear() {
        world.clear();
        IntStream.rangeClosed(1, PROFILES).forEach(number -> world.profile(profile(number), "active"));
        node = node();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Override
    public PgStoreWorld world() {
        return world;
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "America/St_Johns"})
    void everyIntervalOfEveryZoneEqualsTheAttempts(String zone) {
        recordThenFoldHalf(new Random(zone.hashCode()));
        Period range = new Period(Samples.NOW.minus(STRETCH), Samples.NOW.plus(Duration.ofDays(1)));

        for (Interval interval : List.of(Interval.DAY, Interval.WEEK, Interval.MONTH)) {
            List<Period> parts = interval.split(range, ZoneId.of(zone), 1000).orElseThrow();
            assertThat(series(Optional.empty(), parts)).isEqualTo(attempts(Optional.empty(), parts));
            for (int number = 1; number <= PROFILES; number++) {
                Optional<ProfileId> one = Optional.of(profile(number));
                assertThat(series(one, parts)).isEqualTo(attempts(one, parts));
            }
        }
        assertThat(world.count("outcome_count")).isPositive();
        assertThat(world.count("count_delta")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sumsByProfileOfAnyRangeEqualTheAttempts(long seed) {
        Random chance = new Random(seed);
        recordThenFoldHalf(chance);
        for (int i = 0; i < 20; i++) {
            Instant from = QuarterHours.floor(Samples.NOW.minusSeconds(chance.nextLong(STRETCH.toSeconds())));
            Period range = new Period(from, from.plus(QuarterHours.STEP.multipliedBy(1 + chance.nextInt(1000))));

            List<ProfileCounts> sums =
                    Await.result(counts().profiles(AccountId.DEFAULT, range, new Which(false, 10, 0)));

            for (int number = 1; number <= PROFILES; number++) {
                ProfileId id = profile(number);
                String sum = sums.stream()
                        .filter(row -> row.profile().equals(id))
                        .map(row -> line(row.counts()))
                        .findFirst()
                        .orElse(line(Counts.NONE));
                assertThat(List.of(sum)).isEqualTo(attempts(Optional.of(id), List.of(range)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void countsEqualAttemptsWhateverNodesDo(long seed) {
        List<String> unused = new Play(world, seed).run(60);
        foldAll(node());
        Period day = new Period(Samples.NOW.minus(Duration.ofDays(1)), Samples.NOW.plus(Duration.ofDays(1)));

        assertThat(world.count("count_delta")).isZero();
        assertThat(series(Optional.empty(), List.of(day))).isEqualTo(attempts(Optional.empty(), List.of(day)));
    }

    @Test
    void onlyTheHolderOfTheLeaseFoldsAndTheNextWhenItIsFenced() {
        NodeId other = node();
        record(node, 20, new Random(1));
        PgLease lease = PgLease.ofReports(world.database());

        assertThat(Await.result(lease.hold(node))).isTrue();
        assertThat(Await.result(lease.hold(other))).isFalse();
        assertThat(Await.result(counts().fold(other, 100))).isZero();
        assertThat(fence(node, other)).isTrue();
        assertThat(isFenced(lease.hold(node))).isTrue();
        assertThat(Await.result(counts().fold(node, 100))).isZero();
        assertThat(Await.result(lease.hold(other))).isTrue();
        assertThat(Await.result(counts().fold(other, 100))).isPositive();
    }

    @Test
    void twoFoldsAtOnceCountEachDeltaOnce() {
        record(node, 300, new Random(2));
        assertThat(Await.result(PgLease.ofReports(world.database()).hold(node))).isTrue();
        var both = List.of(counts().fold(node, 10), counts().fold(node, 10), counts().fold(node, 1000));
        both.forEach(Await::result);
        foldAll(node);

        Period range = new Period(Samples.NOW.minus(STRETCH), Samples.NOW.plus(Duration.ofDays(1)));
        assertThat(series(Optional.empty(), List.of(range))).isEqualTo(attempts(Optional.empty(), List.of(range)));
    }

    @Test
    void whatIsOldIsForgotten() {
        record(node, 100, new Random(3));
        foldAll(node);
        Instant oldest = QuarterHours.start(QuarterHours.day(Samples.NOW.minus(Duration.ofDays(10))));
        Await.result(counts().dropOlder(oldest.plusSeconds(40_000)));

        Period before = new Period(Samples.NOW.minus(STRETCH), oldest);
        Period since = new Period(oldest, Samples.NOW);
        assertThat(series(Optional.empty(), List.of(before, since)))
                .isEqualTo(List.of(
                        line(Counts.NONE),
                        attempts(Optional.empty(), List.of(since)).get(0)));
        assertThat(world.count("outcome_day where day < '" + QuarterHours.day(oldest) + "'"))
                .isZero();
    }

    private void recordThenFoldHalf(Random chance) {
        record(node, 300, chance);
        foldAll(node);
        record(node, 100, chance);
    }

    /** Batches whose attempts finished at any time, also on both sides of a quarter hour's end. */
    private void record(NodeId by, int count, Random chance) {
        for (int done = 0; done < count; done += 10) {
            List<Entry> entries = written(by, 10, profile(1 + chance.nextInt(PROFILES)));
            Instant about = Samples.NOW.minusSeconds(chance.nextLong(STRETCH.toSeconds()));
            List<Tried> tried = new ArrayList<>();
            for (Entry entry : entries) {
                tried.add(tried(entry, about.plusSeconds(chance.nextInt(600)), chance));
            }
            Await.result(world.ledger().record(by, tried, Samples.LATER));
        }
    }

    private static Tried tried(Entry entry, Instant at, Random chance) {
        Verdict[] verdicts = {
            Verdict.DELIVERED, Verdict.DELIVERED, Verdict.FAILED, Verdict.EXPIRED, Verdict.retryAt(at), Verdict.SKIPPED
        };
        Verdict verdict = verdicts[chance.nextInt(verdicts.length)];
        Outcome outcome = verdict.kind() == Verdict.Kind.DELIVERED
                ? Outcome.answered(200, Optional.empty(), Excerpt.NONE)
                : Outcome.failed(OutcomeKind.TIMED_OUT, "no answer");
        return new Tried(new Attempt(
                Samples.fresh(entry), new Attempt.Times(at.minusMillis(20), at), outcome, verdict, Excerpt.NONE));
    }

    private void foldAll(NodeId by) {
        world.run("update lease set node_id = '" + by.value() + "'");
        while (Await.result(counts().fold(by, 7)) > 0) {
            assertThat(by).isNotNull();
        }
    }

    private static PgCounts counts() {
        return new PgCounts(world.database());
    }

    private static List<String> series(Optional<ProfileId> profile, List<Period> parts) {
        return Await.result(counts().series(AccountId.DEFAULT, profile, parts)).stream()
                .map(PgFoldIT::line)
                .toList();
    }

    private static String line(Counts counts) {
        return "delivered=" + counts.delivered() + " failed=" + counts.failed() + " retried=" + counts.retried()
                + " skipped=" + counts.skipped() + " cancelled=" + counts.cancelled() + " expired=" + counts.expired();
    }

    /** The same from the attempts, by a question of its own. */
    private static List<String> attempts(Optional<ProfileId> profile, List<Period> parts) {
        List<String> lines = new ArrayList<>();
        for (Period part : parts) {
            Row row = world.ask(
                            "select count(*) filter (where a.verdict = 1) as delivered, "
                                    + "count(*) filter (where a.verdict = 2) as failed, "
                                    + "count(*) filter (where a.verdict = 0) as retried, "
                                    + "count(*) filter (where a.verdict = 3) as skipped, "
                                    + "count(*) filter (where a.verdict = 4) as cancelled, "
                                    + "count(*) filter (where a.verdict = 5) as expired "
                                    + "from attempt a left join callback c on c.id = a.callback_id "
                                    + "where a.finished_at >= $1 and a.finished_at < $2 "
                                    + "and ($3::uuid is null or c.profile_id = $3)",
                            part.from().atOffset(ZoneOffset.UTC),
                            part.to().atOffset(ZoneOffset.UTC),
                            profile.map(ProfileId::value).orElse(null))
                    .iterator()
                    .next();
            lines.add("delivered=" + row.getLong("delivered") + " failed=" + row.getLong("failed") + " retried="
                    + row.getLong("retried") + " skipped=" + row.getLong("skipped") + " cancelled="
                    + row.getLong("cancelled") + " expired=" + row.getLong("expired"));
        }
        return lines;
    }
}
