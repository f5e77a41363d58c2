package dev.ringback.support;

import dev.ringback.ambient.Ambient;
import dev.ringback.ambient.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/** Timers in virtual time: steps run when a test lets time pass, in the order they are due; what is for soon runs when the test says. */
public final class ManualTimers implements Timers {
    private final TestClock clock;
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparing(Waiting::at).thenComparing(Waiting::order));
    private final ArrayDeque<Runnable> soon = new ArrayDeque<>();
    private long asked;

    public ManualTimers(TestClock clock) {
        this.clock = clock;
    }

    /** Surroundings with that clock and these timers, in which chance always falls in the middle. */
    public Ambient ambient() {
        return ambient(() -> Long.MIN_VALUE);
    }

    public Ambient ambient(RandomGenerator random) {
        return new Ambient(clock, random, this);
    }

    private record Waiting(Instant at, long order, Runnable step) {}

    @Override
    public Timer after(Duration delay, Runnable step) {
        Waiting one = new Waiting(clock.instant().plus(delay), asked++, step);
        waiting.add(one);
        return () -> waiting.remove(one);
    }

    @Override
    public void soon(Runnable step) {
        soon.add(step);
    }

    /** Runs what is for soon, and what that asks for soon. */
    public void runSoon() {
        for (Runnable step = soon.poll(); step != null; step = soon.poll()) {
            step.run();
        }
    }

    /** Lets time pass: steps run at their times, and whatever they want soon right after each. */
    public void advance(Duration by) {
        Instant end = clock.instant().plus(by);
        runSoon();
        while (!waiting.isEmpty() && !waiting.element().at().isAfter(end)) {
            Waiting next = waiting.remove();
            clock.set(next.at().isAfter(clock.instant()) ? next.at() : clock.instant());
            next.step().run();
            runSoon();
        }
        clock.set(end);
    }

    /** How many steps wait for their time. */
    public int size() {
        return waiting.size();
    }

    public boolean hasSoon() {
        return !soon.isEmpty();
    }
}
