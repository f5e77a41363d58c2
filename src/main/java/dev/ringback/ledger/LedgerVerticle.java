package dev.ringback.ledger;

import dev.ringback.bus.Addresses;
import dev.ringback.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;

/** Takes outcomes from the bus to {@link RecordOutcomes}. */
public final class LedgerVerticle extends VerticleBase {
    private static final long LOOK_MILLIS = 10_000;

    private final Bus bus;
    private final RecordOutcomes record;
    private final List<Bus.Registration> registrations = new ArrayList<>();
    private long timer;

    public LedgerVerticle(Bus bus, RecordOutcomes record) {
        this.bus = bus;
        this.record = record;
    }

    @Override
    public Future<?> start() {
        registrations.add(bus.on(Addresses.LEDGER, message -> record.take(message.all())));
        timer = vertx.setPeriodic(LOOK_MILLIS, id -> record.lookForLost());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return Future.join(
                registrations.stream().map(Bus.Registration::unregister).toList());
    }
}
