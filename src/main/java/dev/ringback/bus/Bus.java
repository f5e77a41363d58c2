package dev.ringback.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import java.util.function.Function;

/** Typed messages over the Vert.x event bus. Handlers run on the event loop of the verticle that registered them. */
public final class Bus {
    private static final String CODEC = "ringback.reference";
    private static final DeliveryOptions LOCAL =
            new DeliveryOptions().setLocalOnly(true).setCodecName(CODEC);

    private final EventBus bus;

    private Bus(EventBus bus) {
        this.bus = bus;
    }

    /** To be called once for a Vert.x: it registers the codec. */
    public static Bus of(Vertx vertx) {
        return new Bus(vertx.eventBus().registerCodec(new ReferenceCodec(CODEC)));
    }

    public <M> void send(Hint<M> hint, M message) {
        bus.send(hint.address(), message, LOCAL);
    }

    public <M> Registration on(Hint<M> hint, Consumer<M> step) {
        MessageConsumer<M> consumer = bus.localConsumer(hint.address(), message -> step.accept(message.body()));
        return consumer::unregister;
    }

    /** Answers questions, JSON objects as bytes, with the text of one; a failure of the given Future is sent as a failed reply by {@code refusal}. */
    public Registration answer(
            Question question, Function<byte[], Future<String>> answer, Function<Throwable, Refusal> refusal) {
        MessageConsumer<Object> consumer = bus.consumer(
                question.address(),
                message -> answerTo(message.body(), answer)
                        .onSuccess(message::reply)
                        .onFailure(failure -> {
                            Refusal no = refusal.apply(failure);
                            message.fail(no.code(), no.words());
                        }));
        return consumer::unregister;
    }

    private static Future<JsonObject> answerTo(Object body, Function<byte[], Future<String>> answer) {
        try {
            return body instanceof JsonObject question
                    ? answer.apply(question.toBuffer().getBytes()).map(JsonObject::new)
                    : Future.failedFuture(new NoObject());
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    /** What was asked is no JSON object: the fault of whoever asked. */
    public static final class NoObject extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoObject() {
            super("expected a JSON object", null, false, false);
        }
    }

    /** A failed reply: an HTTP status as its code, and words. */
    public record Refusal(int code, String words) {}

    /** What must be undone when its verticle stops. */
    @FunctionalInterface
    public interface Registration {
        Future<Void> unregister();
    }

    /** What a question that nobody answered, or whose answer was a refusal, failed with: its code, or 503. */
    public static int codeOf(Throwable failure) {
        return failure instanceof io.vertx.core.eventbus.ReplyException reply
                        && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE
                ? reply.failureCode()
                : 503;
    }
}
