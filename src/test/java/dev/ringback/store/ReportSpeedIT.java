package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.NodeId;
import dev.ringback.report.CountStore.Which;
import dev.ringback.report.Interval;
import dev.ringback.report.Period;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A month of an account with a thousand profiles that are busy all day. Figures are told, not judged: the machine may be busy. */
class ReportSpeedIT {
    private static final Logger LOG = LoggerFactory.getLogger(ReportSpeedIT.class);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String HISTOGRAM = "array(select n::smallint from generate_series(60, 99) as n), "
            + "array(select 25::bigint from generate_series(60, 99))";

    @Test
    void aMonthOfAThousandProfiles() {
        PgStoreWorld world = new PgStoreWorld(ReportSpeedIT.class);
        try {
            fill(world);
            PgCounts counts = new PgCounts(world.database());
            Period month = new Period(Instant.parse("2026-10-31T23:00:00Z"), Instant.parse("2026-11-30T23:00:00Z"));
            List<Period> days = Interval.DAY.split(month, BERLIN, 100).orElseThrow();
            List<Period> hours = Interval.HOUR.split(month, BERLIN, 1000).orElseThrow();

            time("by day", () -> counts.series(AccountId.DEFAULT, Optional.empty(), days));
            time("by hour", () -> counts.series(AccountId.DEFAULT, Optional.empty(), hours));
            time(
                    "of one profile by day",
                    () -> counts.series(AccountId.DEFAULT, Optional.of(Samples.profile(7)), days));
            time("by profile", () -> counts.profiles(AccountId.DEFAULT, month, new Which(false, 25, 0)));

            long delivered = Await.result(counts.series(AccountId.DEFAULT, Optional.empty(), days)).stream()
                    .mapToLong(day -> day.delivered())
                    .sum();
            assertThat(delivered).isEqualTo(1000L * 2880 * 1000);
            assertThat(Await.result(counts.profiles(AccountId.DEFAULT, month, new Which(false, 25, 0))))
                    .hasSize(25)
                    .allMatch(profile -> profile.counts().delivered() == 2880L * 1000);
        } finally {
            world.close();
        }
    }

    @Test
    void foldingAHundredThousandAttempts() {
        PgStoreWorld world = new PgStoreWorld(ReportSpeedIT.class);
        try {
            world.clear();
            for (int number = 1; number <= 100; number++) {
                world.profile(Samples.profile(number), "active");
            }
            NodeId node = world.register(new Samples());
            world.run("update lease set node_id = '" + node.value() + "'");
            deltas(world);
            world.run("analyze");
            PgCounts counts = new PgCounts(world.database());
            int warm = Await.result(counts.fold(node, 50));
            long began = System.nanoTime();
            int folded = Await.result(counts.fold(node, 200));
            long micros = Duration.ofNanos(System.nanoTime() - began).toMillis() * 1000;

            LOG.info("folding {} deltas of 500 attempts: {} us an attempt", folded, (double) micros / (folded * 500));
            assertThat(warm + folded).isEqualTo(250);
        } finally {
            world.close();
        }
    }

    /** Batches of 500 attempts over 100 profiles, five buckets each. */
    private static void deltas(PgStoreWorld world) {
        world.run("insert into count_delta (recorded_at, profile_ids, verdicts, latency_buckets, counts) "
                + "select '2026-11-22T12:00:00Z'::timestamptz + d * interval '1 second', array_agg(p.id), array_agg(1::smallint), "
                + "array_agg((90 + b)::smallint), array_agg(1) from profile p, generate_series(1, 5) as b, generate_series(1, 250) as d "
                + "group by d");
    }

    /** By the second time plans and pages are warm, as they are on a node that runs. */
    private static void time(String what, Supplier<Future<?>> report) {
        Await.result(report.get());
        long began = System.nanoTime();
        Await.result(report.get());
        LOG.info(
                "a month of 1,000 profiles {}: {} ms",
                what,
                Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    /** Quarter hours by profile only where a report of that month reads them: at its ends, and one profile whole. */
    private static void fill(PgStoreWorld world) {
        world.clear();
        for (int number = 1; number <= 1000; number++) {
            world.profile(Samples.profile(number), "active");
        }
        String quarters =
                "generate_series('2026-10-31T00:00:00Z'::timestamptz, '2026-11-30T23:45:00Z', interval '15 minutes') as q";
        world.run("insert into outcome_total select 'default', q, 1000000, 1000, 10, 0, 0, 0, " + HISTOGRAM + " from "
                + quarters);
        world.run("insert into outcome_count select p.id, q, 1000, 1, 1, 0, 0, 0, " + HISTOGRAM + " from profile p, "
                + quarters + " where q < '2026-11-01' or q >= '2026-11-30' or p.id = '"
                + Samples.profile(7).value() + "'");
        world.run("insert into outcome_day select p.id, d::date, 96000, 96, 96, 0, 0, 0 from profile p, "
                + "generate_series('2026-10-31'::date, '2026-11-30', interval '1 day') as d");
        world.run("analyze");
    }
}
