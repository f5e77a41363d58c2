package dev.ringback.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.Optional;

/** How busy this node is, from its meters: rates over the last second or two, whoever asks however often. Safe for all threads. */
public final class Pulse {
    private static final long OVER_MILLIS = 1000;

    private final MeterRegistry registry;
    private final InstantSource clock;
    private Sample before;
    private Sample last;

    public Pulse(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.last = sample();
        this.before = last;
    }

    /** In callbacks a second, and attempts under way. */
    public record Beat(double acceptedPerSecond, double deliveredPerSecond, int inFlight) {}

    public synchronized Beat now() {
        Sample present = sample();
        if (present.at - last.at >= OVER_MILLIS) {
            before = last;
            last = present;
        }
        double seconds = Math.max(1, present.at - before.at) / 1000.0;
        int inFlight = Optional.ofNullable(registry.find("ringback.in_flight").gauge())
                .map(Gauge::value)
                .map(Double::intValue)
                .orElse(0);
        return new Beat(
                rounded((present.accepted - before.accepted) / seconds),
                rounded((present.delivered - before.delivered) / seconds),
                inFlight);
    }

    private Sample sample() {
        double accepted = Optional.ofNullable(
                        registry.find("ringback.callbacks.accepted").counter())
                .map(Counter::count)
                .orElse(0.0);
        long delivered = Optional.ofNullable(registry.find("ringback.delivered").timer())
                .map(Timer::count)
                .orElse(0L);
        return new Sample(clock.millis(), accepted, delivered);
    }

    private static double rounded(double rate) {
        return Math.round(rate * 10) / 10.0;
    }

    private record Sample(long at, double accepted, double delivered) {}
}
