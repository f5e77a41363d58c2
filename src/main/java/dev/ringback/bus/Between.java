package dev.ringback.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nodes say to each other over the bus; all else stays on its node. Nothing that a callback waits for is said here. A node that is alone
 * says nothing and hears nothing. What is of another version, or no message of a node at all, is refused, and logged once.
 */
public final class Between {
    private static final Logger LOG = LoggerFactory.getLogger(Between.class);
    private static final int VERSION = 1;
    private static final int STRANGE = 400;
    /** So that a stranger who makes up new ways to be strange fills neither the log nor the memory. */
    private static final int STRANGERS_MAX = 100;

    private final Optional<Reach> reach;
    private final LongAdder sent = new LongAdder();
    private final Set<String> strangers = ConcurrentHashMap.newKeySet();

    private Between(Optional<Reach> reach) {
        this.reach = reach;
    }

    public static Between alone() {
        return new Between(Optional.empty());
    }

    /** {@code own} and {@code others}: what the cluster calls the nodes. */
    public static Between of(Vertx vertx, String own, Supplier<List<String>> others) {
        return new Between(Optional.of(new Reach(vertx.eventBus(), own, others)));
    }

    private record Reach(EventBus bus, String own, Supplier<List<String>> others) {}

    /** What was heard, and from whom. */
    public record Heard<M>(String from, M said) {}

    /** To all other nodes. */
    public <M> void tellAll(Topic<M> topic, M said) {
        reach.filter(on -> !on.others().get().isEmpty()).ifPresent(on -> {
            sent.increment();
            on.bus().publish(topic.address(), written(on, topic, said));
        });
    }

    public <M> void tell(String node, Topic<M> topic, M said) {
        reach.ifPresent(on -> {
            sent.increment();
            on.bus().send(of(topic, node), written(on, topic, said));
        });
    }

    /** Hears what is told to all and to this node, on the event loop that asks. */
    public <M> Bus.Registration on(Topic<M> topic, Consumer<Heard<M>> step) {
        return reach.map(on -> both(
                        on.bus().consumer(topic.address(), message -> hear(on, topic, message, step)),
                        on.bus().consumer(of(topic, on.own()), message -> hear(on, topic, message, step))))
                .orElse(Future::succeededFuture);
    }

    /** Asks all other nodes; those that have not answered within the limit are left out. */
    public <A> Future<List<A>> askAll(Topic<A> topic, Duration limit) {
        List<Future<Optional<A>>> answers = new ArrayList<>();
        reach.ifPresent(on -> on.others().get().forEach(node -> answers.add(ask(on, node, topic, limit))));
        return Future.join(answers)
                .map(done -> answers.stream()
                        .flatMap(answer -> answer.result().stream())
                        .toList());
    }

    /** Answers what {@link #askAll} asks. */
    public <A> Bus.Registration answer(Topic<A> topic, Supplier<A> answer) {
        return reach.map(on -> {
                    MessageConsumer<Object> consumer = on.bus()
                            .consumer(
                                    of(topic, on.own()),
                                    message -> hear(on, topic.address(), message)
                                            .ifPresent(asked -> {
                                                sent.increment();
                                                message.reply(written(on, topic, answer.get()));
                                            }));
                    Bus.Registration registration = consumer::unregister;
                    return registration;
                })
                .orElse(Future::succeededFuture);
    }

    /** How many other nodes can be talked to. */
    public int others() {
        return reach.map(on -> on.others().get().size()).orElse(0);
    }

    /** How many messages went to other nodes. */
    public long sent() {
        return sent.sum();
    }

    private <A> Future<Optional<A>> ask(Reach on, String node, Topic<A> topic, Duration limit) {
        sent.increment();
        return on.bus()
                .request(of(topic, node), envelope(on), new DeliveryOptions().setSendTimeout(limit.toMillis()))
                .map(answer -> read(topic.address(), answer, topic.read()))
                .otherwise(Optional.empty());
    }

    private <M> void hear(Reach on, Topic<M> topic, Message<Object> message, Consumer<Heard<M>> step) {
        Optional<M> said =
                hear(on, topic.address(), message).flatMap(known -> read(topic.address(), message, topic.read()));
        said.ifPresent(what -> step.accept(new Heard<>(((JsonObject) message.body()).getString("from"), what)));
    }

    /** The message when it is one of another node; its own it hears as well. */
    private Optional<JsonObject> hear(Reach on, String address, Message<Object> message) {
        return read(address, message, Function.identity())
                .filter(json -> !on.own().equals(json.getString("from")));
    }

    private <M> Optional<M> read(String address, Message<Object> message, Function<JsonObject, M> reading) {
        Object body = message.body();
        try {
            if (body instanceof JsonObject json
                    && Integer.valueOf(VERSION).equals(json.getValue("v"))
                    && json.getValue("from") instanceof String) {
                return Optional.of(reading.apply(json));
            }
        } catch (RuntimeException unreadable) {
            LOG.debug("unreadable on {}", address, unreadable);
        }
        refuse(address, message, body);
        return Optional.empty();
    }

    private void refuse(String address, Message<Object> message, @Nullable Object body) {
        String what = body instanceof JsonObject json && json.getValue("v") instanceof Integer version
                ? (version > VERSION
                        ? "a message of a newer version (" + version + ")"
                        : "a message that lacks something")
                : "a message that is not of a node";
        if (strangers.size() < STRANGERS_MAX && strangers.add(address + ' ' + what)) {
            LOG.warn("{} on {} is refused, and so are those that follow it", what, address);
        }
        if (message.replyAddress() != null) {
            message.fail(STRANGE, "expected a message between nodes of version " + VERSION);
        }
    }

    private static <M> JsonObject written(Reach on, Topic<M> topic, M said) {
        return topic.write().apply(said).mergeIn(envelope(on));
    }

    private static JsonObject envelope(Reach on) {
        return new JsonObject().put("v", VERSION).put("from", on.own());
    }

    private static String of(Topic<?> topic, String node) {
        return topic.address() + "." + node;
    }

    private static Bus.Registration both(MessageConsumer<?> one, MessageConsumer<?> other) {
        return () -> Future.join(one.unregister(), other.unregister()).mapEmpty();
    }
}
