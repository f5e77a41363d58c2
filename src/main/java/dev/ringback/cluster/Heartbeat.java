package dev.ringback.cluster;

import dev.ringback.ambient.Ambient;
import dev.ringback.ambient.Timers;
import dev.ringback.cluster.NodeStore.Member;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Membership;
import dev.ringback.flow.Trouble;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises this node's beat each second and watches the others'. A node is dead when its beat has stood still over so many of our own consecutive
 * successful beats: no clock is compared, and after an outage of the database, when nobody could beat, nobody is thought dead.
 */
public final class Heartbeat {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofSeconds(5);

    private final NodeStore store;
    private final Licence licence;
    private final Supplier<UUID> lowWater;
    private final Ambient ambient;
    private final Watch watch;
    private final Map<NodeId, Seen> seen = new HashMap<>();
    private Optional<Timers.Timer> timer = Optional.empty();
    private boolean stopped;
    private boolean takingOver;
    private volatile boolean beating;
    private volatile Instant lastAt = Instant.MIN;

    public Heartbeat(NodeStore store, Licence licence, Supplier<UUID> lowWater, Ambient ambient, Watch watch) {
        this.store = store;
        this.licence = licence;
        this.lowWater = lowWater;
        this.ambient = ambient;
        this.watch = watch;
    }

    /** Who is told of the members, who takes over the dead, and after how many beats. */
    public record Watch(Membership membership, TakeOver takeOver, int deadAfterBeats) {}

    private record Seen(long beat, int still) {}

    public Future<Void> start() {
        return beat().onComplete(done -> schedule()).mapEmpty();
    }

    /** Whether a beat was written lately: the database answers, and this node is not fenced. */
    public boolean isBeating() {
        return beating && ambient.clock().instant().isBefore(lastAt.plus(LATE));
    }

    public void stop() {
        stopped = true;
        timer.ifPresent(Timers.Timer::cancel);
    }

    private void schedule() {
        if (!stopped) {
            timer = Optional.of(ambient.timers().after(EVERY, this::beatAndSchedule));
        }
    }

    /** Also a step that throws must not be the last. */
    private void beatAndSchedule() {
        Future<Void> beaten = Future.<Void>succeededFuture().compose(begun -> beat());
        beaten.onComplete(done -> schedule());
    }

    private Future<Void> beat() {
        NodeId node = licence.node();
        if (!licence.isValid()) {
            beating = false;
            seen.clear();
            return Future.succeededFuture();
        }
        return store.beat(node, lowWater.get())
                .compose(done -> store.nodes())
                .compose(rows -> watch(node, rows))
                .onSuccess(done -> {
                    lastAt = ambient.clock().instant();
                    beating = true;
                })
                .recover(failure -> {
                    if (beating) {
                        LOG.warn("no heartbeat: {}", failure.getMessage());
                    }
                    beating = false;
                    seen.clear();
                    if (Trouble.kindOf(failure) == Trouble.Kind.FENCED) {
                        licence.lost(node);
                    }
                    return Future.succeededFuture();
                });
    }

    private Future<Void> watch(NodeId own, List<Member> members) {
        List<NodeId> alive = new ArrayList<>();
        List<NodeId> dead = new ArrayList<>();
        for (Member row : members) {
            if (row.node().equals(own)) {
                alive.add(own);
                continue;
            }
            Seen before = seen.get(row.node());
            int still = before != null && before.beat() == row.beat() ? before.still() + 1 : 0;
            seen.put(row.node(), new Seen(row.beat(), still));
            boolean fenced = row.takenBy().isPresent();
            (fenced || still >= watch.deadAfterBeats() ? dead : alive).add(row.node());
        }
        seen.keySet()
                .removeIf(node -> members.stream().noneMatch(row -> row.node().equals(node)));
        if (alive.contains(own)) {
            watch.membership().changed(alive.size(), alive.indexOf(own));
        }
        return takeOver(dead, alive);
    }

    /** A take-over may be long, and the beat must go on: it runs beside, one at a time. */
    private Future<Void> takeOver(List<NodeId> dead, List<NodeId> alive) {
        if (!takingOver && !dead.isEmpty()) {
            takingOver = true;
            Future<Boolean> each = Future.succeededFuture(true);
            for (NodeId one : dead) {
                each = each.compose(done -> watch.takeOver().of(one, alive)).recover(failure -> {
                    LOG.warn("the take-over of {} is tried again: {}", one, failure.getMessage());
                    return Future.succeededFuture(false);
                });
            }
            each.onComplete(done -> takingOver = false);
        }
        return Future.succeededFuture();
    }
}
