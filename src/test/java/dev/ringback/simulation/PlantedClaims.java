package dev.ringback.simulation;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.backlog.BacklogStore.Claimed;
import dev.ringback.backlog.BacklogStore.LostClaim;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.support.memory.MemoryStore;
import dev.ringback.support.memory.Rows.BacklogRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Bugs in whose a backlog row is, and whether it should be there. */
final class PlantedClaims {
    private PlantedClaims() {}

    private interface OfBacklog extends Bugs {
        @Override
        BacklogStore backlog(Run run, BacklogStore real);
    }

    /** A row that was made from an old snapshot is claimed as if it were any other. */
    static Bugs broughtBackTooLate() {
        return (OfBacklog) (run, real) -> new PlantedStore.Backlog(real) {
            @Override
            public Future<List<Claimed>> claim(NodeId node, Map<ProfileId, Integer> room, Instant now) {
                MemoryStore store = run.world().store();
                store.waiting().values().stream()
                        .filter(BacklogRow::broughtBack)
                        .forEach(row -> store.plant(row(row, row.claimedBy(), false)));
                return real.claim(node, room, now);
            }
        };
    }

    /** Whatever the node did not hold when it looked is freed, also what it has claimed since. */
    static Bugs newerClaimsFreed() {
        return (OfBacklog) (run, real) -> new PlantedStore.Backlog(real) {
            @Override
            public Future<List<LostClaim>> lostClaims(NodeId node, Collection<CallbackId> held) {
                Set<CallbackId> known = Set.copyOf(held);
                MemoryStore store = run.world().store();
                long late = run.chance().skewed(Timeline.MILLI, 10 * Timeline.SECOND);
                run.world()
                        .timeline()
                        .after(
                                Timeline.Life.WORLD,
                                late,
                                () -> store.waiting().values().stream()
                                        .filter(row -> row.claimedBy()
                                                .filter(node::equals)
                                                .isPresent())
                                        .filter(row -> !known.contains(row.callback()))
                                        .forEach(row -> store.plant(row(row, Optional.empty(), row.broughtBack()))));
                return Future.succeededFuture(List.of());
            }
        };
    }

    private static BacklogRow row(BacklogRow old, Optional<NodeId> claimedBy, boolean broughtBack) {
        return new BacklogRow(
                old.callback(),
                old.profile(),
                old.dueAt(),
                old.number(),
                old.place(),
                claimedBy,
                old.triedBefore(),
                broughtBack);
    }
}
