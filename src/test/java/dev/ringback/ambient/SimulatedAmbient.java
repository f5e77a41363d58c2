package dev.ringback.ambient;

import java.time.InstantSource;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** The surroundings of a simulated node: its own monotonic clock, its machine's wall clock, and all chance from one seed. */
public final class SimulatedAmbient {
    private SimulatedAmbient() {}

    public static SystemAmbient of(LongSupplier nanos, InstantSource wall, long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        return new SystemAmbient(new NodeClock(nanos, wall), new Secrets(new Random(seed)), seeds::nextLong);
    }
}
