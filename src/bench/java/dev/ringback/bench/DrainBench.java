package dev.ringback.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How fast a backlog goes once it is due, beside the rate of fresh callbacks. The backlog is made through the API, with one time to deliver
 * at for all: so they become due in one moment, and what is measured is the drain and not the submitting.
 */
final class DrainBench {
    private static final String ALONE = "alone";
    private static final String BESIDE = "beside the dead";
    private static final double SHARE = 0.5;
    private static final int BACKLOG = 200_000;
    private static final int BACKLOG_QUICK = 50_000;
    private static final int DEAD = 1_000_000;
    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final int TRIES = 4;

    private final Rig rig;
    private final Extent extent;
    private final int backlog;
    private double submitted;

    DrainBench(Rig rig) {
        this.rig = rig;
        this.extent = Extent.of(rig.options());
        this.backlog = rig.options().size() == Options.Size.FULL ? BACKLOG : BACKLOG_QUICK;
    }

    int run() {
        extent.warm(rig, rig.node());
        submitted = rig.runs().get(rig.runs().size() - 1).result().rate();
        Costs unused = drain(extent.warmUp());
        Report report = new Report("A backlog that becomes due at once", List.of(ALONE, BESIDE));
        measure(report, ALONE);
        try (ServerSocket dead = neverAccepting()) {
            bury(rig.node().addProfile(dead.getLocalPort()));
            measure(report, BESIDE);
        } catch (IOException failure) {
            throw new BenchException("the dead receiver", failure);
        }
        var file = report.publish(rig);
        return rig.lost() + rig.doubled() == 0 && file != null ? 0 : 1;
    }

    private void measure(Report report, String column) {
        List<Costs> singly = new ArrayList<>();
        List<Costs> inBatches = new ArrayList<>();
        List<Costs> drained = new ArrayList<>();
        for (int round = 1; round <= extent.rounds(); round++) {
            singly.add(rig.measure(rig.node(), Load.singly(extent.singly())));
            inBatches.add(rig.measure(rig.node(), Load.inBatches(extent.inBatches())));
            drained.add(drain(backlog));
        }
        double fresh = Medians.of(singly, costs -> costs.result().rate());
        double freshInBatches = Medians.of(inBatches, costs -> costs.result().rate());
        double rate = Medians.of(drained, costs -> costs.result().rate());
        report.add(Figure.of("fresh, singly", column, fresh, "callbacks/s"));
        report.add(Figure.of("fresh, in batches of 100", column, freshInBatches, "callbacks/s"));
        report.add(Figure.of("drained", column, rate, "callbacks/s"));
        report.add(Figure.of("drained", column, rate / fresh, "share of fresh, singly")
                .goal(Goal.atLeast(SHARE)));
        report.add(Figure.of("drained", column, rate / freshInBatches, "share of fresh, in batches")
                .goal(Goal.atLeast(SHARE)));
    }

    /** Only a drain of which all was submitted before its time is one; else it is tried again with more time before. */
    private Costs drain(int count) {
        double seconds = MARGIN.toSeconds() + 1.5 * count / submitted;
        for (int turn = 1; turn <= TRIES; turn++) {
            Instant due = Instant.now().plusMillis((long) (seconds * 1000)).truncatedTo(ChronoUnit.MILLIS);
            Load.Due later = new Load.Due(due.toString(), due.getEpochSecond() * 1_000_000_000L + due.getNano());
            Costs costs = rig.measure(rig.node(), Load.inBatches(count).dueAt(later));
            if (costs.result().loadSeconds() < seconds) {
                submitted = count / costs.result().loadSeconds();
                return costs;
            }
            seconds *= 2;
        }
        throw new BenchException("the backlog could not be submitted before it was due");
    }

    /** Connecting to it takes its time and fails: the kernel answers for two, and lets all others wait. */
    private static ServerSocket neverAccepting() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /**
     * A million callbacks of that profile that have been due for an hour. Straight into the tables, as the node would have to try each of
     * them at least once to put it there by itself.
     */
    private void bury(String profile) {
        System.err.println("Making " + DEAD + " backlog rows of a dead receiver (" + profile + ") ...");
        Database database = rig.database();
        UUID id = database.query("select id from profile order by created_at desc limit 1")
                .getUUID("id");
        // As one that is there already, so that this need not know the table's columns.
        var unused = database.rows("""
                with made as (
                  insert into callback
                  select r.*
                  from (select c from callback c limit 1) as model, generate_series(1, $2) as i,
                    jsonb_populate_record(model.c, jsonb_build_object('id', uuidv7(), 'profile_id', $1::uuid, 'reference', i)) as r
                  returning id
                )
                insert into backlog (callback_id, profile_id, due_at, number)
                select id, $1, now() - interval '1 hour', 1
                from made
                """, id, DEAD);
        // A backlog of a million grows over hours; by then autovacuum has long seen it.
        database.execute("vacuum (analyze) backlog");
        database.execute("analyze callback");
        database.execute("checkpoint");
    }
}
