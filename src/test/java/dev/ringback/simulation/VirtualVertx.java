package dev.ringback.simulation;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * As much of Vert.x as a node uses, on a {@link Timeline}: contexts, timers, deployments and the bus of one process. A proxy, so that the real
 * verticles and wiring run on it as they are; what it does not know it refuses.
 */
final class VirtualVertx implements InvocationHandler {
    private static final long MINUTE = 60_000;

    private final Run run;
    private final VirtualBus bus;
    private final Vertx vertx = proxy(Vertx.class, this);
    private final Map<Long, Timeline.Step> timers = new HashMap<>();
    private final Map<String, List<Deployed>> deployments = new LinkedHashMap<>();
    private long ids;

    VirtualVertx(Run run) {
        this.run = run;
        this.bus = new VirtualBus(run);
    }

    private record Deployed(Deployable verticle, Context context) {}

    Vertx vertx() {
        return vertx;
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(VirtualVertx.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Object invoke(Object self, Method method, Object[] args) throws Throwable {
        return switch (method.getName()) {
            case "setTimer" -> setTimer((Long) args[0], handler(args[1]));
            case "setPeriodic" -> setPeriodic((Long) args[0], handler(args[args.length - 1]));
            case "cancelTimer" -> cancelTimer((Long) args[0]);
            case "timer" -> timer(args.length == 1 ? (Long) args[0] : ((TimeUnit) args[1]).toMillis((Long) args[0]));
            case "runOnContext" -> later(VirtualVertx.<Void>handler(args[0]));
            case "deployVerticle" ->
                args[0] instanceof Supplier<?> many
                        ? deploy(many, ((DeploymentOptions) args[1]).getInstances())
                        : deploy(() -> args[0], 1);
            case "undeploy" -> undeploy((String) args[0]);
            case "eventBus" -> bus.proxy();
            case "executeBlocking" -> blocking((Callable<?>) args[0]);
            default -> ofObject(self, method, args, "vertx");
        };
    }

    @SuppressWarnings("unchecked")
    private static <T> Handler<T> handler(Object handler) {
        return (Handler<T>) handler;
    }

    static Object ofObject(Object self, Method method, Object[] args, String name) {
        return switch (method.getName()) {
            case "equals" -> self == args[0];
            case "hashCode" -> name.hashCode();
            case "toString" -> name;
            default -> throw new UnsupportedOperationException(name + " has no " + method.getName());
        };
    }

    private long setTimer(long millis, Handler<Long> handler) {
        long id = ids++;
        timers.put(id, run.after(run.lateness(millis), () -> {
            timers.remove(id);
            handler.handle(id);
        }));
        return id;
    }

    private long setPeriodic(long millis, Handler<Long> handler) {
        long id = ids++;
        again(id, millis < MINUTE ? millis : run.world().plan().minuteMillis(), handler);
        return id;
    }

    private void again(long id, long millis, Handler<Long> handler) {
        timers.put(id, run.after(run.lateness(millis), () -> {
            again(id, millis, handler);
            if (run.world().bugs().happensEvery(millis)) {
                handler.handle(id);
            }
        }));
    }

    private boolean cancelTimer(long id) {
        Timeline.Step step = timers.remove(id);
        if (step != null) {
            step.cancel();
        }
        return step != null;
    }

    private Object timer(long millis) {
        Promise<Void> fired = Promise.promise();
        setTimer(millis, id -> fired.complete());
        Future<Void> future = fired.future();
        return proxy(Timer.class, (self, method, args) -> {
            try {
                return method.invoke(future, args);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        });
    }

    private Object later(Handler<Void> step) {
        run.after(0, () -> step.handle(null));
        return null;
    }

    private Future<String> deploy(Supplier<?> verticles, int instances) {
        String id = "deployment-" + ids++;
        List<Future<?>> started = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            Deployable verticle = (Deployable) verticles.get();
            Context context = context();
            deployments.computeIfAbsent(id, none -> new ArrayList<>()).add(new Deployed(verticle, context));
            Promise<Object> done = Promise.promise();
            run.after(
                    0,
                    () -> begin(verticle, context).onComplete(end -> {
                        if (end.succeeded()) {
                            done.complete(end.result());
                        } else {
                            done.fail(end.cause());
                        }
                    }));
            started.add(done.future());
        }
        return Future.join(started).map(id);
    }

    private static Future<?> begin(Deployable verticle, Context context) {
        try {
            return verticle.deploy(context);
        } catch (Exception failure) {
            return Future.failedFuture(failure);
        }
    }

    private Future<Void> undeploy(String id) {
        List<Future<?>> ended = new ArrayList<>();
        for (Deployed one : deployments.getOrDefault(id, List.of())) {
            try {
                ended.add(one.verticle().undeploy(one.context()));
            } catch (Exception failure) {
                ended.add(Future.failedFuture(failure));
            }
        }
        deployments.remove(id);
        return Future.join(ended).mapEmpty();
    }

    private <T> Future<T> blocking(Callable<T> step) {
        Promise<T> done = Promise.promise();
        run.after(run.chance().nanos(Timeline.MICRO, Timeline.MILLI), () -> {
            try {
                done.complete(step.call());
            } catch (Exception failure) {
                done.fail(failure);
            }
        });
        return done.future();
    }

    private Context context() {
        return proxy(Context.class, (self, method, args) -> switch (method.getName()) {
            case "owner" -> vertx;
            case "runOnContext" -> later(VirtualVertx.<Void>handler(args[0]));
            default -> ofObject(self, method, args, "context");
        });
    }

    /** The bus as it is, for its own tests. */
    EventBus eventBus() {
        return bus.proxy();
    }
}
