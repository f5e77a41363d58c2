package dev.ringback.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Messages as they go over the bus: JSON, of a version that is raised when they gain fields. They lose none. A message names the lowest version
 * that knows all of its fields, so that nodes which are older than the publisher take what they can.
 */
final class BatchJson {
    private static final String HEAD = "{\"version\":1,\"callbacks\":[";

    private BatchJson() {}

    /** What a node said of one callback. */
    sealed interface Answer {
        record Taken(String id, String state) implements Answer {}

        record Not(NotAccepted why) implements Answer {}
    }

    static Buffer request(List<Pending> callbacks) {
        Buffer message = Buffer.buffer(HEAD);
        for (int i = 0; i < callbacks.size(); i++) {
            if (i > 0) {
                message.appendByte((byte) ',');
            }
            callbacks.get(i).submission().appendTo(message);
        }
        return message.appendString("]}");
    }

    /** In the order of the request; nothing when it is no answer to one of that size. Fields that are not known are left alone. */
    static Optional<List<Answer>> answers(Object reply, int size) {
        try {
            JsonObject json = reply instanceof Buffer text ? new JsonObject(text) : (JsonObject) reply;
            JsonArray data = json.getJsonArray("data");
            List<Answer> answers = new ArrayList<>(size);
            for (int i = 0; i < data.size(); i++) {
                answers.add(answer(data.getJsonObject(i)));
            }
            return answers.size() == size ? Optional.of(answers) : Optional.empty();
        } catch (DecodeException | ClassCastException | NullPointerException unreadable) {
            return Optional.empty();
        }
    }

    private static Answer answer(JsonObject json) {
        JsonObject problem = json.getJsonObject("problem");
        if (problem == null) {
            return new Answer.Taken(Objects.requireNonNull(json.getString("id")), json.getString("state", "waiting"));
        }
        return new Answer.Not(new Refused(problem.getInteger("status", 500), problem));
    }

    /** The problem that a failed reply has for a message, or words where a problem should be. */
    static Refused refused(int code, String words) {
        try {
            return new Refused(code, new JsonObject(words));
        } catch (DecodeException noProblem) {
            return refusedHere(code, "about:blank", words);
        }
    }

    static Refused refusedHere(int code, String type, String detail) {
        return new Refused(
                code, new JsonObject().put("type", type).put("status", code).put("detail", detail));
    }
}
