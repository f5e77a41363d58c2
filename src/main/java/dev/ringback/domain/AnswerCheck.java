package dev.ringback.domain;

import dev.ringback.domain.access.JsonPath;
import dev.ringback.domain.json.JsonFault;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Looks whether an answer that is a success by its status brings what its profile requires of it. */
public final class AnswerCheck {
    private final BitSet success;
    private final List<String> fields;
    private final List<JsonPath> paths;

    public AnswerCheck(BitSet success, AnswerRule rule) {
        this.success = success;
        this.fields = rule.fields();
        this.paths =
                fields.stream().flatMap(field -> JsonPath.parse(field).stream()).toList();
    }

    /** What is missing, in words; of an answer that is no success anyway nothing is said. {@code whole}: nothing of the body was cut. */
    public Optional<String> faultOf(int httpStatus, byte[] body, boolean whole) {
        if (!success.get(httpStatus)) {
            return Optional.empty();
        }
        if (isBlank(body)) {
            return Optional.of("the answer has no body, which the profile requires");
        }
        if (!whole && !paths.isEmpty()) {
            return Optional.of("the answer is too large to look for what the profile requires of it");
        }
        try {
            return missing(body);
        } catch (JsonFault notJson) {
            return Optional.of("the answer is not JSON, of which the profile requires " + fields.get(0));
        }
    }

    private Optional<String> missing(byte[] body) {
        for (int i = 0; i < paths.size(); i++) {
            if (!paths.get(i).leadsToValue(body)) {
                return Optional.of("the answer has no value at " + fields.get(i) + ", which the profile requires");
            }
        }
        return Optional.empty();
    }

    private static boolean isBlank(byte[] body) {
        for (byte each : body) {
            if (each > ' ' || each < 0) {
                return false;
            }
        }
        return true;
    }
}
