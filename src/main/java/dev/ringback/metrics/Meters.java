package dev.ringback.metrics;

import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The node's meters, made once, so that counting on the path is an addition and no look-up. */
public final class Meters {
    private final MeterRegistry registry;
    private final Counter accepted;
    private final Counter refused;
    private final Map<OutcomeKind, Counter> attempts = new EnumMap<>(OutcomeKind.class);
    private final Map<Verdict.Kind, Counter> verdicts = new EnumMap<>(Verdict.Kind.class);
    private final Timer delivered;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = counter("ringback.callbacks.accepted", "Callbacks that became durable");
        this.refused = counter("ringback.callbacks.refused", "Submissions that were refused, for whatever reason");
        for (OutcomeKind kind : OutcomeKind.values()) {
            attempts.put(
                    kind,
                    Counter.builder("ringback.attempts")
                            .description("HTTP tries by what they told")
                            .tag("outcome", kind.word())
                            .register(registry));
        }
        for (Verdict.Kind kind : Verdict.Kind.values()) {
            verdicts.put(
                    kind,
                    Counter.builder("ringback.verdicts")
                            .description("What was decided after HTTP tries")
                            .tag("verdict", kind.name().toLowerCase(java.util.Locale.ROOT))
                            .register(registry));
        }
        this.delivered = Timer.builder("ringback.delivered")
                .description("From acceptance to the receiver's good answer")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1))
                .register(registry);
    }

    public void accepted(int callbacks) {
        accepted.increment(callbacks);
    }

    public void refused(int submissions) {
        refused.increment(submissions);
    }

    public void attempted(Outcome outcome, Verdict verdict, Duration sinceAccepted) {
        count(attempts.get(outcome.kind()));
        count(verdicts.get(verdict.kind()));
        if (verdict.kind() == Verdict.Kind.DELIVERED) {
            // The id may be of another node, whose clock is a little ahead.
            delivered.record(sinceAccepted.isNegative() ? Duration.ZERO : sinceAccepted);
        }
    }

    /** A count that is kept elsewhere, and read when somebody looks. */
    public <T> void count(String name, String description, T keeper, ToDoubleFunction<T> value) {
        FunctionCounter unused = FunctionCounter.builder(name, keeper, value)
                .description(description)
                .register(registry);
    }

    /** A value that is read when somebody looks. */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge unused = Gauge.builder(name, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private static void count(@org.jspecify.annotations.Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
