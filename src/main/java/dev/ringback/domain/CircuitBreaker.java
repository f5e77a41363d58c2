package dev.ringback.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * Spares a receiver that cannot be reached: after a run of failures nothing is sent for a while, then one probe; each failed probe doubles
 * the while. An answer that merely refuses (404, say) is no failure here: the receiver is alive.
 */
public final class CircuitBreaker {
    private static final int FAILURES_TO_OPEN = 10;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private int failures;
    private int opened;
    private Instant openUntil = Instant.MIN;
    private boolean probing;

    /** Whether an attempt may start now. One that starts after a pause is the probe, and the only one until it ends. */
    public boolean allows(Instant now) {
        return opened == 0 || (!probing && !now.isBefore(openUntil));
    }

    public void started() {
        probing = opened > 0;
    }

    /** The attempt that started was never sent. */
    public void abandoned() {
        probing = false;
    }

    public void succeeded() {
        failures = 0;
        opened = 0;
        probing = false;
    }

    /** While it is open only the probe counts: what was under way when it opened tells nothing new. */
    public void failed(Instant now) {
        failures++;
        boolean opens = opened == 0 ? failures >= FAILURES_TO_OPEN : probing;
        probing = false;
        if (opens) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(opened, 5));
            openUntil = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
            opened++;
        }
    }

    /** Whether it is open and its pause lasts: nothing will start before {@link #openUntil()}. */
    public boolean isOpen(Instant now) {
        return opened > 0 && now.isBefore(openUntil);
    }

    public boolean isClosed() {
        return opened == 0;
    }

    /** Whether there is nothing worth remembering: it is closed, or its pause ended so long ago that the receiver may be another. */
    public boolean isForgettable(Instant now) {
        return opened == 0 || (!probing && !now.isBefore(openUntil.plus(REMEMBERED)));
    }

    public Instant openUntil() {
        return openUntil;
    }
}
