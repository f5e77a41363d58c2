package dev.ringback;

import dev.ringback.ambient.Ambient;
import dev.ringback.config.Settings;
import dev.ringback.delivery.Deliver;
import dev.ringback.delivery.DeliveryVerticle;
import dev.ringback.delivery.Receivers;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Lanes;
import dev.ringback.domain.NodeId;
import dev.ringback.intake.Intake;
import dev.ringback.intake.IntakeVerticle;
import dev.ringback.intake.Submit;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * All that runs on one event loop: intake, delivery and, last to come and first to go, HTTP; so a callback is taken, journaled and delivered
 * without changing its thread. The parts are made on that event loop; the calls here may come from any.
 */
final class Loop {
    private final Context context;
    private final Deliver deliver;
    private final Intake intake;
    private final Submit submit;
    private final DeliveryVerticle deliveryVerticle;
    private final IntakeVerticle intakeVerticle;
    private final VerticleBase door;

    private Loop(int index, Context context, Wiring wiring) {
        Ground ground = wiring.ground();
        Settings settings = ground.settings();
        Ambient ambient = ground.ambient().on(context);
        this.context = context;
        Receivers receivers = wiring.face().receivers(ambient);
        this.deliver =
                new Deliver(wiring.desk(), receivers, new Lanes(wiring.laneLimits()), ambient, wiring.worker(index));
        this.intake = new Intake(
                wiring.publishing(index), wiring.onward(index), ground.ambient().ids(), ambient, settings.intake());
        this.submit = new Submit(intake, settings.intake(), ground.meters());
        this.deliveryVerticle = new DeliveryVerticle(index, ground.bus(), deliver, receivers);
        this.intakeVerticle = new IntakeVerticle(ground.bus(), intake, submit, wiring::isSettling);
        this.door = wiring.face().door(ambient, submit);
    }

    /**
     * Deploys what takes and delivers callbacks, one set on each event loop; nothing reaches it from outside yet. All in one deployment, for which
     * Vert.x gives out the event loops in turn: deployed one by one, whatever takes an event loop in between may put two sets on the same.
     */
    static Future<List<Loop>> startAll(int loops, Wiring wiring) {
        AtomicInteger next = new AtomicInteger();
        ConcurrentSkipListMap<Integer, Loop> made = new ConcurrentSkipListMap<>();
        Supplier<Deployable> each = () -> {
            int index = next.getAndIncrement();
            return context -> {
                Loop loop = new Loop(index, context, wiring);
                return loop.deliveryVerticle
                        .deploy(context)
                        .compose(done -> deployed(loop.intakeVerticle, context))
                        .onSuccess(done -> made.put(index, loop));
            };
        };
        return wiring.ground()
                .vertx()
                .deployVerticle(each, new DeploymentOptions().setInstances(loops))
                .map(id -> List.copyOf(made.values()));
    }

    private static Future<?> deployed(Deployable verticle, Context context) {
        try {
            return verticle.deploy(context);
        } catch (Exception failure) {
            return Future.failedFuture(failure);
        }
    }

    private static Future<?> undeployed(Deployable verticle, Context context) {
        try {
            return verticle.undeploy(context);
        } catch (Exception failure) {
            return Future.failedFuture(failure);
        }
    }

    Future<Void> listen() {
        return here(() -> deployed(door, context).mapEmpty());
    }

    Future<CallbackId> submit(AccountId account, byte[] body) {
        return here(() -> submit.submit(account, body));
    }

    /** Takes no new connection and lets requests finish. */
    Future<Void> stopListening() {
        // The cluster may be broken; HTTP must be let go of all the same.
        return here(() -> intakeVerticle
                .stopAnswering()
                .transform(done -> undeployed(door, context))
                .mapEmpty());
    }

    /** What waits in lanes goes to the backlog; nothing more is started. */
    Future<Void> stopStarting() {
        return here(() -> {
            deliver.stopStarting();
            return Future.succeededFuture();
        });
    }

    /** Nothing is being journaled or tried on this loop. */
    Future<Boolean> isQuiet() {
        return here(() -> Future.succeededFuture(intake.isIdle() && deliver.inFlight() == 0));
    }

    /** Forgets all that was held under a licence that is lost. */
    Future<Void> forget(NodeId lost) {
        return here(() -> {
            deliver.forget();
            intake.forget(lost);
            return Future.succeededFuture();
        });
    }

    Future<Void> stop() {
        return here(() ->
                intakeVerticle.stop().compose(done -> deliveryVerticle.stop()).mapEmpty());
    }

    /** Nothing handed out by this loop below it is unsettled. */
    UUID mark() {
        return intake.mark();
    }

    int inFlight() {
        return deliver.inFlight();
    }

    int waiting() {
        return deliver.waiting();
    }

    private <T> Future<T> here(Supplier<Future<T>> step) {
        Promise<T> done = Promise.promise();
        context.runOnContext(ignored -> {
            try {
                step.get().onComplete(done);
            } catch (RuntimeException failure) {
                done.fail(failure);
            }
        });
        return done.future();
    }
}
