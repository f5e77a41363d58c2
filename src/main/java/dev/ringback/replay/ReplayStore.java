package dev.ringback.replay;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ReplayId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where replays are kept and done. Every Future fails with {@link dev.ringback.flow.Trouble} only. */
public interface ReplayStore {
    /** Looks at no more than so many candidates. */
    Future<Count> count(Range range, int most);

    /** Answers the replay that runs already over callbacks of that profile and state, when there is one; else the new one is kept. */
    Future<Optional<ReplayId>> open(Replay replay);

    Future<Optional<Replay>> find(AccountId account, ReplayId id);

    /** Newest first, older than {@code before}. */
    Future<List<Replay>> list(AccountId account, Optional<ReplayId> before, int most);

    /** Ends one that runs; false when there is none such. What it made stays. */
    Future<Boolean> cancel(AccountId account, ReplayId id, Instant now);

    /**
     * Claims for that node the running replays that no living node is at, ends those of deleted profiles, and answers all that the node has.
     * {@code waitingMax}: a profile with so many due callbacks that nobody has claimed has no room for more.
     */
    Future<List<Running>> claim(NodeId node, int waitingMax, Instant now);

    /**
     * Repeats what comes next, under the new ids given, at most so many, and moves the replay on, in one transaction. Does nothing when the replay
     * is not where it was seen, does not run, or is another node's.
     */
    Future<Portion> repeat(NodeId node, Running replay, List<CallbackId> ids, int examinedMax, Instant now);

    /** Forgets those that ended before. */
    Future<Void> dropOlder(Instant endedBefore);

    /** {@code reached} is the last id that had its turn; {@code isReady} says that its profile is active and has room. */
    record Running(ReplayId id, Range range, UUID reached, boolean isReady) {}

    /** How many were made, and whether that was the last. */
    record Portion(int made, boolean isLast) {}
}
