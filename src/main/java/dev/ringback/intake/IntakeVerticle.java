package dev.ringback.intake;

import dev.ringback.bus.Addresses;
import dev.ringback.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers publishers on the bus, and keeps the time of its loop's {@link Intake}. */
public final class IntakeVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeVerticle.class);
    private static final long PRUNE_MILLIS = 200;
    private static final long SWEEP_MILLIS = 10_000;

    private final Bus bus;
    private final Intake intake;
    private final Submit submit;
    private final BooleanSupplier settling;
    private final List<Bus.Registration> registrations = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();

    /** {@code settling}: the store takes what is settled at the moment. */
    public IntakeVerticle(Bus bus, Intake intake, Submit submit, BooleanSupplier settling) {
        this.bus = bus;
        this.intake = intake;
        this.submit = submit;
        this.settling = settling;
    }

    @Override
    public Future<?> start() {
        registrations.add(bus.answer(Addresses.SUBMIT, submit::fromBus, Submit::refusal));
        registrations.add(bus.answer(Addresses.SUBMIT_BATCH, submit::batchFromBus, Submit::refusal));
        timers.add(vertx.setPeriodic(PRUNE_MILLIS, id -> intake.prune()));
        timers.add(vertx.setPeriodic(
                SWEEP_MILLIS,
                id -> intake.sweep(settling.getAsBoolean())
                        .onFailure(failure -> LOG.error("the sweep failed", failure))));
        return Future.succeededFuture();
    }

    /** Takes nothing more from the bus; what was taken is finished. */
    public Future<Void> stopAnswering() {
        List<Bus.Registration> open = List.copyOf(registrations);
        registrations.clear();
        return Future.join(open.stream().map(Bus.Registration::unregister).toList())
                .mapEmpty();
    }

    @Override
    public Future<?> stop() {
        timers.forEach(vertx::cancelTimer);
        return stopAnswering();
    }
}
