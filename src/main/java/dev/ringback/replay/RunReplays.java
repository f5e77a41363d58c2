package dev.ringback.replay;

import dev.ringback.ambient.Ambient;
import dev.ringback.ambient.Ids;
import dev.ringback.ambient.Timers;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ReplayId;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Trouble;
import dev.ringback.replay.ReplayStore.Portion;
import dev.ringback.replay.ReplayStore.Running;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the replays of this node: claims those that nobody is at, and repeats a portion of one after the other, so that all together keep to the
 * rate. A profile that has callbacks due which nobody has claimed is left alone until it has none: a replay never stands in the way of fresh
 * callbacks with more than a portion. It keeps nothing in memory that matters: each round reads anew how far each has come. Used from one
 * event loop.
 */
public final class RunReplays {
    private static final Logger LOG = LoggerFactory.getLogger(RunReplays.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration PAUSE_MIN = Duration.ofMillis(20);
    private static final int PORTION_MAX = 500;
    private static final int PORTIONS_A_SECOND = 5;
    /** Where few of many fit, a portion ends with what it has looked at. */
    private static final int EXAMINED_MAX = 5000;

    private final ReplayStore store;
    private final Licence licence;
    private final Ambient ambient;
    private final Ids ids;
    private final Outlet outlet;
    private final int portion;
    /** What a portion may have now: callbacks may be large, and one that the store cannot do in time it could never do. */
    private int size;

    private Optional<ReplayId> last = Optional.empty();
    private Optional<Timers.Timer> timer = Optional.empty();
    private boolean stopped;

    public RunReplays(ReplayStore store, Licence licence, Ambient ambient, Ids ids, Outlet outlet) {
        this.store = store;
        this.licence = licence;
        this.ambient = ambient;
        this.ids = ids;
        this.outlet = outlet;
        this.portion = Math.max(1, Math.min(PORTION_MAX, outlet.rate() / PORTIONS_A_SECOND));
        this.size = portion;
    }

    /** {@code rate}: callbacks in a second; {@code backlogHasWork} is told of new ones. */
    public record Outlet(int rate, Runnable backlogHasWork) {}

    public void start() {
        round();
    }

    /** A portion under way ends as it ends; nothing of it is in memory. */
    public void stop() {
        stopped = true;
        timer.ifPresent(Timers.Timer::cancel);
    }

    private void round() {
        NodeId node = licence.node();
        Instant began = ambient.clock().instant();
        Future<Duration> wait = licence.isValid()
                ? Future.<Void>succeededFuture()
                        .compose(go -> store.claim(node, portion, began))
                        .compose(running -> next(running)
                                .map(replay -> repeat(node, replay, began))
                                .orElse(Future.succeededFuture(running.isEmpty() ? IDLE : pause(portion))))
                : Future.succeededFuture(IDLE);
        wait.recover(failure -> {
                    if (Trouble.kindOf(failure) == Trouble.Kind.FENCED) {
                        licence.lost(node);
                    } else {
                        LOG.warn("replays go on a little later: {}", failure.getMessage());
                    }
                    return Future.succeededFuture(IDLE);
                })
                .onSuccess(pause -> schedule(pause, began));
    }

    /** The one after that of the last round, of those that are ready. */
    private Optional<Running> next(List<Running> running) {
        List<Running> ready = running.stream()
                .filter(Running::isReady)
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
        Stream<Running> after = ready.stream()
                .filter(one -> last.map(id -> one.id().compareTo(id) > 0).orElse(true));
        return Stream.concat(after, ready.stream()).findFirst();
    }

    private Future<Duration> repeat(NodeId node, Running replay, Instant now) {
        last = Optional.of(replay.id());
        List<CallbackId> fresh = Stream.generate(ids::next).limit(size).toList();
        return store.repeat(node, replay, fresh, EXAMINED_MAX, now)
                .map(done -> {
                    tell(replay, done);
                    // One that is not full has looked through all it may for it.
                    return pause(done.isLast() || done.made() == fresh.size() ? done.made() : portion);
                })
                .onComplete(done -> size = Math.max(1, done.succeeded() ? Math.min(portion, 2 * size) : size / 2));
    }

    private void tell(Running replay, Portion done) {
        if (done.made() > 0) {
            outlet.backlogHasWork().run();
        }
        if (done.isLast()) {
            LOG.info("replay {} is done", replay.id());
        }
    }

    /** What so many callbacks are worth at the rate. */
    private Duration pause(int made) {
        Duration worth = Duration.ofSeconds(made).dividedBy(outlet.rate());
        return worth.compareTo(PAUSE_MIN) > 0 ? worth : PAUSE_MIN;
    }

    private void schedule(Duration pause, Instant began) {
        if (!stopped) {
            Duration left = pause.minus(Duration.between(began, ambient.clock().instant()));
            timer = Optional.of(ambient.timers().after(left.compareTo(PAUSE_MIN) > 0 ? left : PAUSE_MIN, this::round));
        }
    }
}
