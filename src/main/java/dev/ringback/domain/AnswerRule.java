package dev.ringback.domain;

import java.util.List;

/**
 * What the answer must bring beside its status, for those who need it: a body, and where {@code fields} are named, JSON with a value at each
 * of these places. Kept as written.
 */
public record AnswerRule(boolean required, List<String> fields) {
    public static final AnswerRule NONE = new AnswerRule(false, List.of());

    public AnswerRule {
        fields = List.copyOf(fields);
    }
}
