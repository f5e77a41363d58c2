package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;

import dev.ringback.backlog.BacklogStore.Claimed;
import dev.ringback.cluster.NodeStore.Member;
import dev.ringback.cluster.NodeStore.Portion;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.intake.JournalStore.KeyHolder;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a node does with its stores, in the words of the contracts that let several nodes meet. */
interface StoreSteps {
    Samples SAMPLES = new Samples();

    StoreWorld world();

    default NodeId node() {
        return world().register(SAMPLES);
    }

    default Trouble.Kind trouble(Future<?> future) {
        return ((Trouble) Await.failure(future)).kind();
    }

    default <T> boolean succeeds(Future<T> future) {
        return Await.result(future.transform(end -> Future.succeededFuture(end.succeeded())));
    }

    default <T> boolean isFenced(Future<T> future) {
        return Await.result(future.transform(
                end -> Future.succeededFuture(end.failed() && Trouble.kindOf(end.cause()) == Trouble.Kind.FENCED)));
    }

    default List<Entry> written(NodeId node, int count, ProfileId profile) {
        List<Entry> entries = SAMPLES.many(count, profile);
        Await.result(world().journal().append(node, entries));
        return entries;
    }

    default CallbackId scheduled(NodeId node, ProfileId profile) {
        Entry entry = SAMPLES.scheduled(profile, NOW);
        Await.result(world().journal().append(node, List.of(entry)));
        return id(entry);
    }

    default List<CallbackId> holders(NodeId node, Entry... entries) {
        return Await.result(world().journal().appendKeyed(node, List.of(entries))).stream()
                .map(KeyHolder::callback)
                .toList();
    }

    default void record(NodeId node, Tried... tried) {
        Await.result(world().ledger().record(node, List.of(tried), LATER));
    }

    default List<Claimed> claim(NodeId node, ProfileId profile) {
        return Await.result(world().backlog().claim(node, Map.of(profile, 100), LATER));
    }

    default boolean fence(NodeId dead, NodeId survivor, NodeId... alive) {
        return Await.result(world().nodes().fence(dead, survivor, List.of(alive)));
    }

    default Portion recover(NodeId dead, NodeId survivor) {
        return Await.result(world().nodes().recover(dead, survivor, Optional.empty(), LATER, 100));
    }

    default List<NodeId> all() {
        return Await.result(world().nodes().nodes()).stream().map(Member::node).toList();
    }

    static CallbackId id(Entry entry) {
        return entry.callback().id();
    }
}
