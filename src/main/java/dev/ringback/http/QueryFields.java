package dev.ringback.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads query parameters as strictly as {@link JsonFields} reads a body: ask for all there may be, then {@link #check()}. */
public final class QueryFields {
    private static final int TEXT_MAX = 1000;

    private final MultiMap given;
    private final String owner;
    private final List<FieldError> errors = new ArrayList<>();
    private final Set<String> asked = new LinkedHashSet<>();

    /** {@code owner} is whose lists are read; it goes into their cursors. */
    QueryFields(MultiMap given, String owner) {
        this.given = given;
        this.owner = owner;
    }

    /** For operations that see the request itself. */
    public static QueryFields of(HttpServerRequest request, Caller caller) {
        return new QueryFields(request.params(), caller.account().value());
    }

    /** Empty when missing or empty; a parameter given twice is an error. */
    public Optional<String> text(String name) {
        asked.add(name);
        List<String> values = given.getAll(name);
        if (values.size() > 1) {
            refuse(name, "was given " + values.size() + " times");
            return Optional.empty();
        }
        Optional<String> value = values.stream().findFirst().filter(text -> !text.isEmpty());
        if (value.isPresent() && (value.get().length() > TEXT_MAX || value.get().indexOf('\0') >= 0)) {
            refuse(name, "must have at most " + TEXT_MAX + " characters, none of them NUL");
            return Optional.empty();
        }
        return value;
    }

    public Optional<Instant> instant(String name) {
        // A plus sign in a query is a blank to most, so an offset such as +02:00 arrives with one.
        return parsed(name, text -> TimeText.parse(text.replace(' ', '+')));
    }

    public <T> Optional<T> choice(String name, Map<String, T> choices) {
        return parsed(name, text -> {
            if (choices.containsKey(text)) {
                return Result.of(choices.get(text));
            }
            return Result.refused("must be one of " + String.join(", ", choices.keySet()) + ", not "
                    + Words.quoted(text) + "." + Words.suggestion(text, choices.keySet()));
        });
    }

    public <T> Optional<T> parsed(String name, Function<String, Result<T>> parser) {
        Optional<Result<T>> result = text(name).map(parser);
        result.flatMap(Result::refusal).ifPresent(refusal -> refuse(name, refusal));
        return result.flatMap(Result::value);
    }

    /**
     * {@code limit} and {@code cursor}. The list's name goes into its cursors, so that a cursor of another list, or of the same list of
     * another account, is refused.
     */
    public PageRequest page(String list) {
        String owned = list + " of " + owner;
        int limit = this.<Integer>parsed("limit", QueryFields::limit).orElse(PageRequest.LIMIT);
        Optional<String> after = parsed(
                "cursor",
                text -> Cursor.decode(owned, text)
                        .map(Result::of)
                        .orElseGet(() -> Result.refused(
                                "is not a cursor of this list; use next_cursor of its last answer as it is")));
        return new PageRequest(owned, limit, after);
    }

    public void refuse(String name, String predicate) {
        boolean ended = predicate.endsWith(".") || predicate.endsWith("?");
        errors.add(new FieldError("/" + name, name + " " + predicate + (ended ? "" : ".")));
    }

    /** Fails with one problem for all errors so far, unknown parameters among them. */
    public void check() {
        List<FieldError> all = new ArrayList<>(errors);
        for (String name : given.names()) {
            if (!asked.contains(name)) {
                all.add(new FieldError(
                        "/" + name,
                        "There is no query parameter " + Words.quoted(name) + "." + Words.suggestion(name, asked)));
            }
        }
        if (!all.isEmpty()) {
            throw Problem.invalid(all).exception();
        }
    }

    private static Result<Integer> limit(String text) {
        if (text.matches("[0-9]{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= PageRequest.LIMIT_MAX) {
                return Result.of(limit);
            }
        }
        return Result.refused(
                "must be a whole number from 1 to " + PageRequest.LIMIT_MAX + ", not " + Words.quoted(text));
    }
}
