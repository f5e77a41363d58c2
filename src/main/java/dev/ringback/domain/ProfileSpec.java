package dev.ringback.domain;

import dev.ringback.domain.access.Access;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a user says of a profile. Lists are in the order they were given. */
public record ProfileSpec(
        String title,
        String channel,
        List<String> events,
        Request request,
        Protection protection,
        Access access,
        Delivery delivery) {

    public ProfileSpec {
        events = List.copyOf(events);
    }

    public ProfileSpec withTitle(String other) {
        return new ProfileSpec(other, channel, events, request, protection, access, delivery);
    }

    public ProfileSpec withDelivery(Delivery other) {
        return new ProfileSpec(title, channel, events, request, protection, access, other);
    }

    /** The call to make, as templates. */
    public record Request(
            Method method, String url, List<Header> headers, List<QueryParameter> query, Optional<BodySpec> body) {
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
