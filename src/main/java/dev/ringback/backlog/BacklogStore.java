package dev.ringback.backlog;

import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of callbacks that wait. Every Future fails with {@link dev.ringback.flow.Trouble} only. */
public interface BacklogStore {
    /** Profiles that have something unclaimed, with the time their first is due; in the order of their ids, after {@code after}. */
    Future<List<Due>> dueProfiles(Optional<ProfileId> after, int most);

    /**
     * Claims for that node what is due, for each profile at most as many as it has room for. What has ended meanwhile, though its row was made
     * from a look that did not see it yet, is not among it: it ends there.
     */
    Future<List<Claimed>> claim(NodeId node, Map<ProfileId, Integer> room, Instant now);

    /** Gives the first in the line of each order key a due time; answers how many. */
    Future<Integer> promoteOrdered(Instant now, int most);

    /** The claims of that node but for those it holds, and those of nodes that are gone. */
    Future<List<LostClaim>> lostClaims(NodeId node, Collection<CallbackId> held);

    /** Those and no others, however late: a claim of the same callback that was made since is another. */
    Future<Void> free(List<LostClaim> lost);

    /** Backlog rows for callbacks that this node accepted and lost sight of, unless they have one or a final record. */
    Future<Void> sweep(NodeId node, List<CallbackId> astray, Instant now);

    /** Cancels at most so many of a profile's unclaimed callbacks; answers how many. */
    Future<Integer> cancel(NodeId node, ProfileId profile, Instant now, int most);

    record Due(ProfileId profile, Instant dueAt) {}

    /** {@code name} tells it from all other claims of that callback. */
    record LostClaim(CallbackId callback, long name) {}

    /** {@code number} is the one of its next attempt, {@code triedBefore} as in {@link dev.ringback.domain.Work}. */
    record Claimed(Callback callback, int number, int triedBefore) {
        public Claimed(Callback callback, int number) {
            this(callback, number, 0);
        }
    }
}
