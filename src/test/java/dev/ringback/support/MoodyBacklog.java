package dev.ringback.support;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.support.memory.MemoryBacklog;
import dev.ringback.support.memory.MemoryStore;
import dev.ringback.support.memory.Rows.BacklogRow;
import dev.ringback.support.memory.Schedule;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The twin's backlog in the mood that a test wants, but for the lines of keys, which are always well. */
public final class MoodyBacklog implements BacklogStore {
    public final Mood mood = new Mood();
    /** How often the lines of keys were looked at. */
    public int rounds;

    private final MemoryStore tables = new MemoryStore();
    private final MemoryBacklog backlog = tables.backlog(mood);
    private final MemoryBacklog well = tables.backlog(Schedule.AT_ONCE);

    /** For those nodes and {@link Works#NODE}, which have their rows. */
    public MoodyBacklog(NodeId... nodes) {
        MoodyNodes.join(tables, Works.NODE);
        MoodyNodes.join(tables, nodes);
    }

    /** Tried once before. */
    public CallbackId add(ProfileId profile, Instant dueAt) {
        Callback callback = Works.callback(profile, "{}", Instant.MAX);
        tables.plant(callback, Works.NODE);
        tables.plant(new BacklogRow(callback.id(), profile, dueAt, 2, 0, "", Optional.empty()));
        return callback.id();
    }

    public void fence(NodeId node) {
        MoodyNodes.fence(tables, node);
    }

    public Map<CallbackId, BacklogRow> rows() {
        return tables.waiting();
    }

    public List<CallbackId> claimed() {
        return rows().values().stream()
                .filter(row -> row.claimedBy().isPresent())
                .map(BacklogRow::callback)
                .toList();
    }

    @Override
    public Future<List<Due>> dueProfiles(Optional<ProfileId> after, int most) {
        return backlog.dueProfiles(after, most);
    }

    @Override
    public Future<List<Claimed>> claim(NodeId node, Map<ProfileId, Integer> room, Instant now) {
        return backlog.claim(node, room, now);
    }

    @Override
    public Future<Integer> promoteOrdered(Instant now, int most) {
        rounds++;
        return well.promoteOrdered(now, most);
    }

    @Override
    public Future<List<LostClaim>> lostClaims(NodeId node, Collection<CallbackId> held) {
        return backlog.lostClaims(node, held);
    }

    @Override
    public Future<Void> free(List<LostClaim> lost) {
        return backlog.free(lost);
    }

    @Override
    public Future<Void> sweep(NodeId node, List<CallbackId> astray, Instant now) {
        return backlog.sweep(node, astray, now);
    }

    @Override
    public Future<Integer> cancel(NodeId node, ProfileId profile, Instant now, int most) {
        return backlog.cancel(node, profile, now, most);
    }
}
