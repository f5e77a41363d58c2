package dev.ringback.backlog;

import dev.ringback.bus.Addresses;
import dev.ringback.bus.Between;
import dev.ringback.bus.Bus;
import dev.ringback.bus.Topics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link ClaimDue}; one per node. */
public final class BacklogVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(BacklogVerticle.class);
    private static final long FREE_MILLIS = 60_000;

    private final Bus bus;
    private final Between between;
    private final ClaimDue claimDue;
    private final List<Bus.Registration> registrations = new ArrayList<>();
    private long ticker;

    public BacklogVerticle(Bus bus, Between between, ClaimDue claimDue) {
        this.bus = bus;
        this.between = between;
        this.claimDue = claimDue;
    }

    @Override
    public Future<?> start() {
        registrations.add(bus.on(Addresses.BACKLOG, message -> claimDue.hint()));
        registrations.add(between.on(Topics.OVERFLOW, heard -> claimDue.hint()));
        ticker = vertx.setPeriodic(
                FREE_MILLIS,
                id -> claimDue.freeLostClaims()
                        .onFailure(
                                failure -> LOG.warn("lost claims are freed a minute later: {}", failure.getMessage())));
        claimDue.start();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        vertx.cancelTimer(ticker);
        claimDue.stop();
        return Future.join(
                registrations.stream().map(Bus.Registration::unregister).toList());
    }
}
