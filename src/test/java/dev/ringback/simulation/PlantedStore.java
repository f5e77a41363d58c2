package dev.ringback.simulation;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.cluster.NodeStore;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.intake.Entry;
import dev.ringback.intake.JournalStore;
import dev.ringback.ledger.LedgerStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Ports that do what the real ones do; a planted bug changes one thing of one of them. */
final class PlantedStore {
    private PlantedStore() {}

    static class Journal implements JournalStore {
        final JournalStore real;

        Journal(JournalStore real) {
            this.real = real;
        }

        @Override
        public Future<Void> append(NodeId node, List<Entry> entries) {
            return real.append(node, entries);
        }

        @Override
        public Future<List<KeyHolder>> appendKeyed(NodeId node, List<Entry> entries) {
            return real.appendKeyed(node, entries);
        }

        @Override
        public Future<Set<CallbackId>> findWritten(NodeId node, List<CallbackId> ids) {
            return real.findWritten(node, ids);
        }
    }

    static class Ledger implements LedgerStore {
        final LedgerStore real;

        Ledger(LedgerStore real) {
            this.real = real;
        }

        @Override
        public Future<Void> record(NodeId node, List<Tried> tried, Instant now) {
            return real.record(node, tried, now);
        }

        @Override
        public Future<Void> postpone(NodeId node, List<Postponed> postponed) {
            return real.postpone(node, postponed);
        }
    }

    static class Backlog implements BacklogStore {
        final BacklogStore real;

        Backlog(BacklogStore real) {
            this.real = real;
        }

        @Override
        public Future<List<Due>> dueProfiles(Optional<ProfileId> after, int most) {
            return real.dueProfiles(after, most);
        }

        @Override
        public Future<List<Claimed>> claim(NodeId node, Map<ProfileId, Integer> room, Instant now) {
            return real.claim(node, room, now);
        }

        @Override
        public Future<Integer> promoteOrdered(Instant now, int most) {
            return real.promoteOrdered(now, most);
        }

        @Override
        public Future<List<LostClaim>> lostClaims(NodeId node, Collection<CallbackId> held) {
            return real.lostClaims(node, held);
        }

        @Override
        public Future<Void> free(List<LostClaim> lost) {
            return real.free(lost);
        }

        @Override
        public Future<Void> sweep(NodeId node, List<CallbackId> astray, Instant now) {
            return real.sweep(node, astray, now);
        }

        @Override
        public Future<Integer> cancel(NodeId node, ProfileId profile, Instant now, int most) {
            return real.cancel(node, profile, now, most);
        }
    }

    static class Nodes implements NodeStore {
        final NodeStore real;

        Nodes(NodeStore real) {
            this.real = real;
        }

        @Override
        public Future<Void> register(NodeId node, String host, UUID lowWater, Instant now) {
            return real.register(node, host, lowWater, now);
        }

        @Override
        public Future<Void> beat(NodeId node, UUID lowWater) {
            return real.beat(node, lowWater);
        }

        @Override
        public Future<List<Member>> nodes() {
            return real.nodes();
        }

        @Override
        public Future<Boolean> fence(NodeId dead, NodeId survivor, Collection<NodeId> alive) {
            return real.fence(dead, survivor, alive);
        }

        @Override
        public Future<Portion> recover(
                NodeId dead, NodeId survivor, Optional<CallbackId> after, Instant now, int most) {
            return real.recover(dead, survivor, after, now, most);
        }

        @Override
        public Future<Void> moveMark(NodeId dead, NodeId survivor, CallbackId mark) {
            return real.moveMark(dead, survivor, mark);
        }

        @Override
        public Future<Void> freeClaims(NodeId dead) {
            return real.freeClaims(dead);
        }

        @Override
        public Future<Void> remove(NodeId node, NodeId by) {
            return real.remove(node, by);
        }
    }
}
