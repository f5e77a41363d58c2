package dev.ringback.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a user says of a profile. Lists are in the order they were given. */
public record ProfileSpec(String title, String channel, List<String> events, Request request, Delivery delivery) {

    public ProfileSpec {
        events = List.copyOf(events);
    }

    /** The call to make, as templates. */
    public record Request(
            Method method,
            String url,
            List<Header> headers,
            List<QueryParameter> query,
            Optional<BodySpec> body,
            boolean signed) {
        public Request {
            headers = List.copyOf(headers);
            query = List.copyOf(query);
        }
    }

    /** How it is made: when to try again, what counts as delivered, and how much at once. */
    public record Delivery(
            RetrySchedule retry,
            SuccessRule success,
            Duration timeout,
            int maxInFlight,
            Optional<RateLimit> rateLimit,
            boolean keepsAll) {
        public static final Delivery STANDARD = new Delivery(
                RetrySchedule.STANDARD, SuccessRule.ANY_2XX, Duration.ofSeconds(10), 64, Optional.empty(), false);
    }
}
