package dev.ringback.ambient;

import io.vertx.core.Context;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** The real surroundings of a node: one clock for all of it; chance, timers and ids for each event loop. */
public final class SystemAmbient {
    private final NodeClock clock;
    private final Secrets secrets;
    private final LongSupplier seeds;

    public SystemAmbient() {
        this(NodeClock.ofSystem(), Secrets.ofSystem(), new SecureRandom()::nextLong);
    }

    /** A simulation decides all of it from its seed; everything else takes the system's. */
    SystemAmbient(NodeClock clock, Secrets secrets, LongSupplier seeds) {
        this.clock = clock;
        this.secrets = secrets;
        this.seeds = seeds;
    }

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
        return new SplittableRandom(seeds.getAsLong());
    }
}
