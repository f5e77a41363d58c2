package dev.ringback.client;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A node has refused a callback: 400, 413 or 422 when something is wrong with it, 429 when nodes hold as many as they may, 503 when they could
 * not write it. With a 503 for a callback without an idempotency key it may still have been written.
 */
public final class Refused extends NotAccepted {
    private static final long serialVersionUID = 1;

    private final transient JsonObject problem;

    Refused(int code, JsonObject problem) {
        super(code, code + ": " + problem.getString("detail", problem.getString("title", "refused")));
        this.problem = problem;
    }

    /** The problem as RFC 9457 has it; what its {@code type} means stands in docs/problems.md. */
    public JsonObject problem() {
        return problem.copy();
    }

    /** Such as {@code /problems/unknown-profile}. */
    public String type() {
        return problem.getString("type", "about:blank");
    }

    /** The fields that are wrong, if any. */
    public List<Fault> faults() {
        JsonArray errors = problem.getJsonArray("errors", new JsonArray());
        return IntStream.range(0, errors.size())
                .mapToObj(errors::getJsonObject)
                .map(error -> new Fault(error.getString("pointer", ""), error.getString("detail", "")))
                .toList();
    }

    /** A field by its JSON pointer, and what was expected of it. */
    public record Fault(String pointer, String detail) {}
}
