package dev.ringback.ambient;

import io.vertx.core.Context;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/** The real surroundings of a node: one clock for all of it; chance, timers and ids for each event loop. */
public final class SystemAmbient {
    private final NodeClock clock = NodeClock.ofSystem();
    private final Secrets secrets = Secrets.ofSystem();
    private final SecureRandom seeds = new SecureRandom();

    /**
     * What a stage on that context takes. Not to be shared with another event loop: its chance is not safe for two
     * threads.
     */
    public Ambient on(Context context) {
        return new Ambient(clock, chance(), new VertxTimers(context));
    }

    /** A source of ids for one event loop. */
    public Ids ids() {
        return new Ids(clock, chance());
    }

    public NodeClock clock() {
        return clock;
    }

    public Secrets secrets() {
        return secrets;
    }

    private SplittableRandom chance() {
        return new SplittableRandom(seeds.nextLong());
    }
}
