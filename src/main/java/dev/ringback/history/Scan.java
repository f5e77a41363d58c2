package dev.ringback.history;

import dev.ringback.domain.CallbackId;
import java.util.List;
import java.util.Optional;

/**
 * What one look at the candidates found, newest first, and how many it examined for it. Down to {@code floor} it saw everything;
 * empty means that it saw all there is.
 */
public record Scan(List<CallbackSummary> found, Optional<CallbackId> floor, int examined) {
    public Scan {
        found = List.copyOf(found);
    }

    /** At most {@code share} candidates of each profile are examined, at most {@code wanted} found are answered. */
    public record Depth(int share, int wanted) {}
}
