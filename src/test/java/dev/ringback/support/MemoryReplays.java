package dev.ringback.support;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ReplayId;
import dev.ringback.domain.Uuid7;
import dev.ringback.flow.Trouble;
import dev.ringback.history.CallbackState;
import dev.ringback.replay.Count;
import dev.ringback.replay.Range;
import dev.ringback.replay.Replay;
import dev.ringback.replay.ReplayStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Replays that are kept in memory and repeat nothing but numbers, in the mood that a test wants. */
public final class MemoryReplays implements ReplayStore {
    public final Mood mood = new Mood();
    public final Set<NodeId> fenced = new HashSet<>();
    /** How many each replay has made, in the order of their ids. */
    public final Map<ReplayId, Integer> made = new TreeMap<>();

    public final List<Replay> opened = new ArrayList<>();
    public final List<Range> counted = new ArrayList<>();
    /** Of which replay each portion was. */
    public final List<ReplayId> portions = new ArrayList<>();

    public final Set<ReplayId> unready = new HashSet<>();
    public final Set<UUID> ids = new HashSet<>();
    /** What it can do at once. */
    public int portionMax = Integer.MAX_VALUE;

    public int rounds;
    private final Map<ReplayId, Integer> left = new HashMap<>();

    public ReplayId add(int number, int callbacks) {
        ReplayId id = new ReplayId(new UUID(0x7000, number));
        made.put(id, 0);
        left.put(id, callbacks);
        return id;
    }

    @Override
    public Future<Count> count(Range range, int most) {
        counted.add(range);
        return mood.answer(() -> new Count(3, true));
    }

    @Override
    public Future<Optional<ReplayId>> open(Replay replay) {
        return mood.answer(() -> {
            Optional<ReplayId> running = opened.stream()
                    .filter(one -> one.range().profile().equals(replay.range().profile())
                            && one.range().state() == replay.range().state())
                    .map(Replay::id)
                    .findFirst();
            if (running.isEmpty()) {
                opened.add(replay);
            }
            return running;
        });
    }

    @Override
    public Future<Optional<Replay>> find(AccountId account, ReplayId id) {
        return mood.answer(() -> opened.stream()
                .filter(one -> one.id().equals(id) && one.account().equals(account))
                .findFirst());
    }

    @Override
    public Future<List<Replay>> list(AccountId account, Optional<ReplayId> before, int most) {
        return mood.answer(() -> List.copyOf(opened));
    }

    @Override
    public Future<Boolean> cancel(AccountId account, ReplayId id, Instant now) {
        return mood.answer(() -> false);
    }

    @Override
    public Future<List<Running>> claim(NodeId node, int waitingMax, Instant now) {
        rounds++;
        return mood.answer(() -> {
            if (fenced.contains(node)) {
                throw new Trouble(Trouble.Kind.FENCED, "fenced");
            }
            return left.entrySet().stream()
                    .filter(one -> one.getValue() > 0)
                    .map(one -> new Running(
                            one.getKey(),
                            new Range(Works.profile(1), CallbackState.FAILED, now.minusSeconds(9), now, false),
                            Uuid7.floor(now),
                            !unready.contains(one.getKey())))
                    .toList();
        });
    }

    @Override
    public Future<Portion> repeat(NodeId node, Running replay, List<CallbackId> fresh, int examinedMax, Instant now) {
        portions.add(replay.id());
        return mood.answer(() -> {
            if (fresh.size() > portionMax) {
                throw new Trouble(Trouble.Kind.UNAVAILABLE, "canceling statement due to statement timeout");
            }
            int some = Math.min(left.get(replay.id()), fresh.size());
            fresh.subList(0, some).forEach(id -> ids.add(id.value()));
            made.merge(replay.id(), some, Integer::sum);
            left.merge(replay.id(), -some, Integer::sum);
            return new Portion(some, left.get(replay.id()) == 0);
        });
    }

    @Override
    public Future<Void> dropOlder(Instant endedBefore) {
        return mood.answer(() -> null);
    }
}
