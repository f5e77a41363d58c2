package dev.ringback.live;

import dev.ringback.bus.Between;
import dev.ringback.bus.Bus;
import dev.ringback.bus.Topics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;

/** Tells the other nodes how this one is, and joins the live views of all; one per node. */
public final class LiveVerticle extends VerticleBase {
    private static final long SECOND_MILLIS = 1000;

    private final Between between;
    private final ReadSystem system;
    private final LookAbroad look;
    private final List<Bus.Registration> registrations = new ArrayList<>();
    private long ticker;

    public LiveVerticle(Between between, LiveFeed feed, ReadSystem system) {
        this.between = between;
        this.system = system;
        this.look = new LookAbroad(feed, between);
    }

    @Override
    public Future<?> start() {
        registrations.add(between.answer(Topics.STATE, system::own));
        registrations.add(between.on(Topics.LOOKS, look::heard));
        registrations.add(between.on(Topics.SEEN, look::seen));
        ticker = vertx.setPeriodic(SECOND_MILLIS, id -> look.eachSecond());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        vertx.cancelTimer(ticker);
        return Future.join(
                registrations.stream().map(Bus.Registration::unregister).toList());
    }
}
