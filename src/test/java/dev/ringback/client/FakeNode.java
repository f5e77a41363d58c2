package dev.ringback.client;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Answers publishers on a bus as a test tells it to: each message by the next script, and by the standing one when there is none. */
final class FakeNode {
    static final Consumer<Message<Buffer>> SILENCE = message -> {};
    static final Consumer<Message<Buffer>> OVERLOADED = message -> message.fail(429, problem(429, "too-many-requests"));

    private final List<List<JsonObject>> messages = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Consumer<Message<Buffer>>> scripts = new ConcurrentLinkedQueue<>();
    private volatile Consumer<Message<Buffer>> standing = FakeNode::accept;

    FakeNode(Vertx vertx) {
        vertx.eventBus().<Buffer>consumer("ringback.submit.batch", message -> {
            messages.add(callbacks(message));
            Consumer<Message<Buffer>> next = scripts.poll();
            (next == null ? standing : next).accept(message);
        });
    }

    FakeNode next(Consumer<Message<Buffer>> script) {
        scripts.add(script);
        return this;
    }

    FakeNode always(Consumer<Message<Buffer>> script) {
        standing = script;
        return this;
    }

    /** Each with its callbacks. */
    List<List<JsonObject>> messages() {
        return List.copyOf(messages);
    }

    static List<JsonObject> callbacks(Message<Buffer> message) {
        JsonArray all = new JsonObject(message.body()).getJsonArray("callbacks");
        return all.stream().map(JsonObject.class::cast).toList();
    }

    /** The id of each is its number. */
    static void accept(Message<Buffer> message) {
        JsonArray data = new JsonArray();
        callbacks(message).forEach(callback -> data.add(taken(callback)));
        message.reply(new JsonObject().put("data", data).put("new_field", true).toBuffer());
    }

    static JsonObject taken(JsonObject callback) {
        return new JsonObject()
                .put("id", "cb_" + callback.getJsonObject("data").getInteger("seq"))
                .put("state", "waiting");
    }

    static JsonObject refused(int status, String type) {
        return new JsonObject().put("problem", new JsonObject(problem(status, type)));
    }

    static String problem(int status, String type) {
        return new JsonObject()
                .put("type", "/problems/" + type)
                .put("status", status)
                .put("detail", "It is " + type + ".")
                .put(
                        "errors",
                        new JsonArray()
                                .add(new JsonObject().put("pointer", "/data").put("detail", "no")))
                .encode();
    }
}
