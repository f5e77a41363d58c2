package dev.ringback.delivery;

import dev.ringback.bus.Addresses;
import dev.ringback.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;

/** Takes callbacks from the bus to the {@link Deliver} of its event loop, and keeps its time. */
public final class DeliveryVerticle extends VerticleBase {
    private static final long TICK_MILLIS = 100;

    private final int loop;
    private final Bus bus;
    private final Deliver deliver;
    private final Receivers receivers;
    private final List<Bus.Registration> registrations = new ArrayList<>();
    private long ticker;

    public DeliveryVerticle(int loop, Bus bus, Deliver deliver, Receivers receivers) {
        this.loop = loop;
        this.bus = bus;
        this.deliver = deliver;
        this.receivers = receivers;
    }

    @Override
    public Future<?> start() {
        registrations.add(bus.on(Addresses.delivery(loop), message -> deliver.take(message.works())));
        ticker = vertx.setPeriodic(TICK_MILLIS, id -> deliver.tick());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        vertx.cancelTimer(ticker);
        return Future.join(
                        registrations.stream().map(Bus.Registration::unregister).toList())
                .compose(done -> receivers.close());
    }
}
