package dev.ringback.simulation;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.RateLimit;
import dev.ringback.domain.Work;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What waits in lanes and what is in flight, by what can be seen from outside: messages, calls and answers. */
final class Lines {
    private static final long IDLE_MOST = 400 * Timeline.MILLI;

    private final World world;
    private final Map<Run, Lane> lanes = new LinkedHashMap<>();
    private final Map<Customer, ArrayDeque<Long>> starts = new HashMap<>();
    private final Map<Customer, Integer> inFlight = new HashMap<>();

    Lines(World world) {
        this.world = world;
    }

    /** Of one run: all its loops together. */
    private static final class Lane {
        final Map<CallbackId, Entry> waiting = new LinkedHashMap<>();
        final Map<Customer, Integer> inFlight = new HashMap<>();
        final Map<Customer, Long> lastBusy = new HashMap<>();
        long lastFull;
        int total;
    }

    private record Entry(Customer customer, NodeId licence, long since, long stopped) {}

    private Lane of(Run run) {
        return lanes.computeIfAbsent(run, none -> new Lane());
    }

    void entered(Run run, String address, Work work) {
        Customer customer = world.customers().of(work.callback().profile());
        Entry entry =
                new Entry(customer, work.hold().licence(), world.timeline().now(), run.stoppedFor());
        of(run).waiting.putIfAbsent(work.callback().id(), entry);
    }

    void left(Run run, CallbackId id) {
        of(run).waiting.remove(id);
    }

    void ended(Run run) {
        Lane lane = lanes.remove(run);
        if (lane != null) {
            lane.inFlight.forEach((customer, n) -> inFlight.merge(customer, -n, Integer::sum));
        }
    }

    void called(Run run, CallbackId id, Customer customer) {
        Lane lane = of(run);
        Entry entry = lane.waiting.remove(id);
        if (entry != null) {
            checkWait(run, id, entry);
        }
        int here = lane.inFlight.merge(customer, 1, Integer::sum);
        int everywhere = inFlight.merge(customer, 1, Integer::sum);
        lane.total++;
        lane.lastFull = isFull(lane) ? world.timeline().now() : lane.lastFull;
        if (here > customer.inFlightMost || lane.total > loops() * perLoop()) {
            throw world.broken(
                    Rule.IN_FLIGHT_LIMIT,
                    run + " has " + here + " of p" + customer.index + ", " + lane.total + " in all");
        }
        if (world.plan().mix().isSteady()) {
            if (everywhere > customer.inFlightMost) {
                throw world.broken(
                        Rule.IN_FLIGHT_LIMIT, "all nodes together have " + everywhere + " of p" + customer.index);
            }
            if (!customer.edited) {
                customer.spec.delivery().rateLimit().ifPresent(limit -> checkRate(customer, limit));
            }
        }
    }

    /** A rate is divided among nodes and loops, each of which may round up. */
    private void checkRate(Customer customer, RateLimit limit) {
        ArrayDeque<Long> times = starts.computeIfAbsent(customer, none -> new ArrayDeque<>());
        long now = world.timeline().now();
        times.add(now);
        while (times.element() <= now - limit.per().toNanos()) {
            times.remove();
        }
        int parts = world.machines().size() * loops();
        int most = parts * ((limit.attempts() + parts - 1) / parts) + parts;
        if (times.size() > most) {
            throw world.broken(Rule.RATE_LIMIT, times.size() + " calls of p" + customer.index + " within " + limit);
        }
    }

    void answered(Run run, Customer customer) {
        Lane lane = of(run);
        long now = world.timeline().now();
        lane.lastFull = isFull(lane) ? now : lane.lastFull;
        lane.inFlight.merge(customer, -1, Integer::sum);
        inFlight.merge(customer, -1, Integer::sum);
        lane.total--;
        lane.lastBusy.put(customer, now);
    }

    /** To be called several times a second. */
    void look() {
        lanes.forEach((run, lane) -> {
            if (!run.isOver() && !run.isPaused()) {
                NodeId licence = run.node().licence();
                lane.waiting.values().removeIf(entry -> !entry.licence().equals(licence));
                lane.waiting.forEach((id, entry) -> {
                    checkWait(run, id, entry);
                    checkIdle(run, lane, id, entry);
                });
            }
        });
    }

    private void checkWait(Run run, CallbackId id, Entry entry) {
        long waited = world.timeline().now() - entry.since() - (run.stoppedFor() - entry.stopped());
        long most = world.plan().settings().delivery().lineWaitMax().toNanos() + Witness.SLACK.toNanos();
        if (waited > most) {
            throw world.broken(
                    Rule.LINE_LIMIT, id + " waits in a lane of " + run + " for " + waited / Timeline.MILLI + " ms");
        }
    }

    private void checkIdle(Run run, Lane lane, CallbackId id, Entry entry) {
        Customer customer = entry.customer();
        boolean mayStart = customer.isHealthy()
                && customer.spec.delivery().rateLimit().isEmpty()
                && run.node().isLicensed()
                && !run.isStopping()
                && run.node().holdings().get(2) * 2
                        < world.plan().settings().intake().unsettledCallbacksMax();
        if (!mayStart) {
            lane.lastBusy.put(customer, world.timeline().now());
            return;
        }
        long since = Math.max(entry.since(), Math.max(lane.lastFull, lane.lastBusy.getOrDefault(customer, 0L)));
        since = Math.max(since, run.resumedAt());
        boolean idle = lane.inFlight.getOrDefault(customer, 0) == 0;
        if (idle && !isFull(lane) && world.timeline().now() - since > IDLE_MOST) {
            throw world.broken(Rule.STARVES, id + " waits in a lane of " + run + " with room for p" + customer.index);
        }
    }

    private boolean isFull(Lane lane) {
        return lane.total >= perLoop();
    }

    private int loops() {
        return world.plan().settings().node().eventLoops();
    }

    private int perLoop() {
        return Math.max(1, world.plan().settings().delivery().inFlightMax() / loops());
    }
}
