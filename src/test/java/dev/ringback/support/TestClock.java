package dev.ringback.support;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
public final class TestClock implements InstantSource {
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    /** Of a clock that belongs to no timers; one that does is moved by {@link ManualTimers#advance}. */
    public void advance(Duration by) {
        now = now.plus(by);
    }

    void set(Instant time) {
        now = time;
    }
}
