package dev.ringback.history;

import dev.ringback.domain.CallbackId;
import java.util.List;
import java.util.Optional;

/**
 * What one look at the candidates found, newest first, how many it examined for it, and how many of those were the account's own. Down to
 * {@code floor} it saw everything; empty means that it saw all there is.
 */
public record Scan(List<CallbackSummary> found, Optional<CallbackId> floor, int examined, int own) {
    public Scan {
        found = List.copyOf(found);
    }

    /**
     * At most {@code share} candidates are examined, {@code byProfile} so many of each profile; at most {@code wanted} found are
     * answered.
     */
    public record Depth(int share, int wanted, boolean byProfile) {}
}
