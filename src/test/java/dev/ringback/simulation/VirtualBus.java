package dev.ringback.simulation;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The messages within one process: in the order they were sent to an address, each a little later, unless one is lost or comes twice. */
final class VirtualBus {
    private final Run run;
    private final EventBus proxy = VirtualVertx.proxy(EventBus.class, this::invoke);
    private final Map<String, Handler<Message<Object>>> consumers = new LinkedHashMap<>();
    private final Map<String, Long> last = new HashMap<>();

    VirtualBus(Run run) {
        this.run = run;
    }

    EventBus proxy() {
        return proxy;
    }

    @SuppressWarnings("unchecked")
    private Object invoke(Object self, Method method, Object[] args) {
        return switch (method.getName()) {
            case "registerCodec" -> self;
            case "send" -> send((String) args[0], args[1]);
            case "localConsumer", "consumer" -> consumer((String) args[0], (Handler<Message<Object>>) args[1]);
            default -> VirtualVertx.ofObject(self, method, args, "bus");
        };
    }

    private EventBus send(String address, Object body) {
        run.world().faults().messages().copies(run, body).forEach(delay -> {
            long at = Math.max(run.world().timeline().now() + delay, last.getOrDefault(address, 0L));
            last.put(address, at);
            run.after(at - run.world().timeline().now(), () -> deliver(address, body));
        });
        return proxy;
    }

    private void deliver(String address, Object body) {
        Handler<Message<Object>> consumer = consumers.get(address);
        if (consumer != null) {
            run.world().witness().delivered(run, address, body);
            consumer.handle(message(body));
        }
    }

    @SuppressWarnings("unchecked")
    private static Message<Object> message(Object body) {
        return VirtualVertx.proxy(
                Message.class,
                (self, method, args) ->
                        method.getName().equals("body") ? body : VirtualVertx.ofObject(self, method, args, "message"));
    }

    private Object consumer(String address, Handler<Message<Object>> handler) {
        consumers.put(address, handler);
        return VirtualVertx.proxy(MessageConsumer.class, (self, method, args) -> {
            if (method.getName().equals("unregister")) {
                consumers.remove(address, handler);
                return Future.succeededFuture();
            }
            return VirtualVertx.ofObject(self, method, args, "consumer");
        });
    }
}
