package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.profile;
import static dev.ringback.store.Samples.tried;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Verdict;
import dev.ringback.intake.Entry;
import dev.ringback.intake.JournalStore;
import dev.ringback.ledger.LedgerStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Every statement that needs its node's licence, with something to write. */
enum Writes {
    FRESH,
    MIXED,
    KEYED,
    RECORD,
    POSTPONE,
    CLAIM,
    CANCEL,
    SWEEP;

    /** What a node has at hand before: one callback that is fresh, one that waits. */
    record Ground(NodeId node, Entry fresh, Samples samples) {}

    /** The stores that a statement goes through. */
    record Way(JournalStore journal, LedgerStore ledger, BacklogStore backlog) {
        static Way of(StoreWorld world) {
            return new Way(world.journal(), world.ledger(), world.backlog());
        }

        static Way of(HeldStores held) {
            return new Way(held.journal(), held.ledger(), held.backlog());
        }
    }

    Future<?> send(Ground ground, Way way) {
        NodeId node = ground.node();
        Samples samples = ground.samples();
        var fresh = Samples.fresh(ground.fresh());
        return switch (this) {
            case FRESH -> way.journal().append(node, samples.many(2, profile(1)));
            case MIXED ->
                way.journal()
                        .append(
                                node,
                                List.of(
                                        samples.scheduled(profile(1), NOW),
                                        samples.ordered(profile(1), "k"),
                                        samples.skipped(profile(1))));
            case KEYED -> way.journal().appendKeyed(node, List.of(samples.keyed("k", 1)));
            case RECORD -> way.ledger().record(node, List.of(tried(fresh, Verdict.DELIVERED)), LATER);
            case POSTPONE -> way.ledger().postpone(node, List.of(Samples.postponed(fresh, LATER)));
            case CLAIM -> way.backlog().claim(node, Map.of(profile(2), 1), LATER);
            case CANCEL -> way.backlog().cancel(node, profile(2), LATER, 1);
            case SWEEP ->
                way.backlog().sweep(node, List.of(ground.fresh().callback().id()), LATER);
        };
    }
}
