package dev.ringback.report;

import dev.ringback.ambient.Ambient;
import dev.ringback.ambient.Timers;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Trouble;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a step again and again on the one node that holds the lease; the others ask for it every few seconds, so that one of them has it soon after
 * the holder's row is taken. A step must not rest on being alone: a node that was thought dead may be in the middle of it. Used from one event loop.
 */
public final class RunDuty {
    private static final Logger LOG = LoggerFactory.getLogger(RunDuty.class);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(3);
    private static final Duration PAUSE_MIN = Duration.ofMillis(50);

    private final String name;
    private final LeaseStore lease;
    private final Licence licence;
    private final Ambient ambient;
    private final Step step;
    private Optional<Timers.Timer> timer = Optional.empty();
    private boolean stopped;
    private boolean troubled;

    /** What is to be done now, and how long until it is to be done again. */
    public interface Step {
        Future<Duration> run(NodeId node);
    }

    public RunDuty(String name, LeaseStore lease, Licence licence, Ambient ambient, Step step) {
        this.name = name;
        this.lease = lease;
        this.licence = licence;
        this.ambient = ambient;
        this.step = step;
    }

    public void start() {
        schedule(PAUSE_MIN);
    }

    public void stop() {
        stopped = true;
        timer.ifPresent(Timers.Timer::cancel);
    }

    private void round() {
        NodeId node = licence.node();
        Future<Duration> pause = licence.isValid()
                ? Future.<Void>succeededFuture()
                        .compose(go -> lease.hold(node))
                        .compose(held -> held ? step.run(node) : Future.succeededFuture(ASK_AGAIN))
                : Future.succeededFuture(ASK_AGAIN);
        pause.onSuccess(done -> troubled = false)
                .recover(failure -> {
                    if (Trouble.kindOf(failure) == Trouble.Kind.FENCED) {
                        licence.lost(node);
                    } else if (!troubled) {
                        // Once, and not every few seconds while the database is away.
                        troubled = true;
                        LOG.warn("{} is tried again until it succeeds: {}", name, failure.getMessage());
                    }
                    return Future.succeededFuture(ASK_AGAIN);
                })
                .onSuccess(this::schedule);
    }

    private void schedule(Duration pause) {
        if (!stopped) {
            timer = Optional.of(
                    ambient.timers().after(pause.compareTo(PAUSE_MIN) > 0 ? pause : PAUSE_MIN, this::round));
        }
    }
}
