package dev.ringback.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Typed messages over the Vert.x event bus. Handlers run on the event loop of the verticle that registered them. */
public final class Bus {
    private static final String CODEC = "ringback.reference";
    private static final DeliveryOptions LOCAL =
            new DeliveryOptions().setLocalOnly(true).setCodecName(CODEC);

    private final EventBus bus;
    private final Strangers strangers = new Strangers();

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

    /**
     * Answers questions, JSON objects as bytes, with the text of one; a failure of the given Future is sent as a failed reply by {@code refusal}.
     * Whoever asks with a Buffer of JSON is answered with one: then nobody makes a tree of it on the way.
     */
    public Registration answer(
            Question question, Function<byte[], Future<String>> answer, Function<Throwable, Refusal> refusal) {
        MessageConsumer<Object> consumer = bus.consumer(
                question.address(),
                message -> answerTo(message.body(), answer)
                        .onSuccess(text -> message.reply(inKind(message.body(), text)))
                        .onFailure(failure -> {
                            if (failure instanceof Unreadable unreadable) {
                                strangers.met(question.address(), unreadable.what());
                            }
                            Refusal no = refusal.apply(failure);
                            message.fail(no.code(), no.words());
                        }));
        return consumer::unregister;
    }

    private static Future<String> answerTo(@Nullable Object body, Function<byte[], Future<String>> answer) {
        try {
            if (body instanceof Buffer bytes) {
                return answer.apply(bytes.getBytes());
            }
            return body instanceof JsonObject question
                    ? answer.apply(question.toBuffer().getBytes())
                    : Future.failedFuture(new Unreadable(
                            body == null ? "nothing" : "a " + body.getClass().getSimpleName()));
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private static Object inKind(Object body, String text) {
        return body instanceof Buffer ? Buffer.buffer(text) : new JsonObject(text);
    }

    /** What was asked is nothing that this node can read: neither JSON, nor of a version that it knows. Whoever asked is at fault, or newer. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String what;

        /** {@code what}: with an article, and the same for all that are alike. */
        public Unreadable(String what) {
            super("expected a JSON object, and not " + what, null, false, false);
            this.what = what;
        }

        public String what() {
            return what;
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
