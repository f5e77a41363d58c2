package dev.ringback.delivery;

import dev.ringback.domain.Header;
import dev.ringback.domain.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of a test call, and how long each step took. There is an answer when its head came, also if it broke off later. */
public record Traced(Outcome outcome, Optional<Answer> answer, Map<TestStep, Duration> timings) {
    public Traced {
        timings = Map.copyOf(timings);
    }

    static Traced untried(Outcome outcome) {
        return new Traced(outcome, Optional.empty(), Map.of());
    }

    /**
     * An answer as it came. A header's value has one character for each byte. {@code cut} says that there was, or may have been, more of the
     * body than was read.
     */
    public record Answer(int httpStatus, String reason, List<Header> headers, byte[] body, boolean cut) {
        public Answer {
            headers = List.copyOf(headers);
        }
    }
}
