package dev.ringback.inbox;

import dev.ringback.domain.InboxId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A request as an inbox got it. {@code target} is its path and query as they came; the id tells its order. */
public record InboxRequest(
        UUID id,
        InboxId inbox,
        Instant receivedAt,
        String method,
        String target,
        List<HeaderLine> headers,
        byte[] body) {
    public InboxRequest {
        headers = List.copyOf(headers);
    }

    /** One header; a name may come more than once. */
    public record HeaderLine(String name, String value) {}

    /** How much of the node's memory it holds while it waits, about. */
    int weight() {
        int weight = body.length + target.length();
        for (HeaderLine header : headers) {
            weight += header.name().length() + header.value().length();
        }
        return weight;
    }
}
