package dev.ringback.domain;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** What means delivered: a status of the list of {@code 2xx} or {@code 204}, kept as written, and what the answer must bring. */
public record SuccessRule(List<String> patterns, AnswerRule answer) {
    public static final SuccessRule ANY_2XX = new SuccessRule(List.of("2xx"));

    public SuccessRule {
        patterns = List.copyOf(patterns);
    }

    public SuccessRule(List<String> patterns) {
        this(patterns, AnswerRule.NONE);
    }

    public SuccessRule requiring(AnswerRule other) {
        return other.equals(answer) ? this : new SuccessRule(patterns, other);
    }

    public static Optional<String> faultOf(String pattern) {
        return pattern.matches("[1-5]xx|[1-5][0-9][0-9]")
                ? Optional.empty()
                : Optional.of("expected a status such as \"204\" or a class such as \"2xx\"");
    }

    /** The statuses as bits, for the path of every attempt. */
    public BitSet statuses() {
        BitSet statuses = new BitSet(600);
        for (String pattern : patterns) {
            if (pattern.endsWith("xx")) {
                int hundred = (pattern.charAt(0) - '0') * 100;
                statuses.set(hundred, hundred + 100);
            } else {
                statuses.set(Integer.parseInt(pattern));
            }
        }
        return statuses;
    }
}
