package dev.ringback.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All chance of a world, from its seed. Parts of it split off, so that what one part draws does not move the others. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    Chance split() {
        return new Chance(random.split());
    }

    long seed() {
        return random.nextLong();
    }

    SplittableRandom random() {
        return random;
    }

    boolean odds(double odds) {
        return odds > 0 && random.nextDouble() < odds;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    int from(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    long nanos(long least, long most) {
        return least + random.nextLong(most - least + 1);
    }

    /** Mostly near the least, now and then near the most. */
    long skewed(long least, long most) {
        double part = random.nextDouble();
        return least + (long) ((most - least) * part * part * part * part);
    }

    <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    @SafeVarargs
    final <T> T of(T... some) {
        return some[random.nextInt(some.length)];
    }
}
