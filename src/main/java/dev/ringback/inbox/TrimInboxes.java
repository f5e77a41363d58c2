package dev.ringback.inbox;

import dev.ringback.ambient.Timers;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps inboxes small, every few seconds: a stream of thousands a second must not grow the table by more than that. */
public final class TrimInboxes {
    private static final Logger LOG = LoggerFactory.getLogger(TrimInboxes.class);
    private static final int KEPT = 200;
    private static final Duration KEPT_FOR = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final InboxRequests requests;
    private final InstantSource clock;
    private final Timers timers;
    private boolean stopped;

    public TrimInboxes(InboxRequests requests, InstantSource clock, Timers timers) {
        this.requests = requests;
        this.clock = clock;
        this.timers = timers;
    }

    public void start() {
        var unused = timers.after(PAUSE, this::trim);
    }

    public void stop() {
        stopped = true;
    }

    private void trim() {
        if (stopped) {
            return;
        }
        requests.trim(KEPT, clock.instant().minus(KEPT_FOR)).onComplete(done -> {
            if (done.failed()) {
                LOG.warn(
                        "cannot trim the inboxes, will try again: {}",
                        done.cause().toString());
            }
            start();
        });
    }
}
