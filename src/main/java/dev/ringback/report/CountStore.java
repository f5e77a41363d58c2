package dev.ringback.report;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where counts are kept. What is read is of one moment, and includes what is not folded yet. */
public interface CountStore {
    /** Folds so many deltas at most and says how many it did: none when this node does not hold the lease. */
    Future<Integer> fold(NodeId node, int deltasMax);

    /** One for each period, in their order; they follow each other without a gap, and all bounds are whole quarter hours. */
    Future<List<Counts>> series(AccountId account, Optional<ProfileId> profile, List<Period> periods);

    /** Sums by profile, those with most failures first. */
    Future<List<ProfileCounts>> profiles(AccountId account, Period range, Which which);

    /** What the profiles' failed callbacks met last. */
    Future<Map<ProfileId, LastError>> lastErrors(List<ProfileId> profiles);

    /** Forgets what is older. */
    Future<Void> dropOlder(Instant oldest);

    /** {@code failing}: only profiles of which something failed. */
    record Which(boolean failing, int limit, int offset) {}
}
