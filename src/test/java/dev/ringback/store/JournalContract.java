package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.ids;
import static dev.ringback.store.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.intake.JournalStore.KeyHolder;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every journal store does. */
interface JournalContract {
    Samples SAMPLES = new Samples();

    StoreWorld world();

    default NodeId node() {
        return world().register(SAMPLES);
    }

    default Trouble.Kind trouble(Future<?> future) {
        return ((Trouble) Await.failure(future)).kind();
    }

    @Test
    default void writesFreshCallbacksAndNothingBesides() {
        List<Entry> entries = SAMPLES.many(3, profile(1));

        Await.result(world().journal().append(node(), entries));

        assertThat(ids(entries))
                .allMatch(world()::has)
                .allMatch(id -> world().attempts(id).isEmpty());
        assertThat(world().allWaiting()).isZero();
    }

    @Test
    default void writesWhatEachNeedsBesides() {
        Entry fresh = SAMPLES.fresh(profile(1));
        Entry scheduled = SAMPLES.scheduled(profile(1), LATER);
        Entry ordered = SAMPLES.ordered(profile(1), "k");
        Entry skipped = SAMPLES.skipped(profile(2));

        Await.result(world().journal().append(node(), List.of(fresh, scheduled, ordered, skipped)));

        assertThat(world().waiting(id(fresh))).isEmpty();
        assertThat(world().waiting(id(scheduled))).contains(new StoreWorld.Waiting(LATER, 1, Optional.empty()));
        assertThat(world().waiting(id(ordered))).contains(new StoreWorld.Waiting(Instant.MAX, 1, Optional.empty()));
        assertThat(world().waiting(id(skipped))).isEmpty();
        assertThat(world().attempts(id(skipped)))
                .containsExactly(new StoreWorld.Recorded(1, OutcomeKind.NONE, Verdict.Kind.SKIPPED));
        assertThat(world().counts(profile(2))).isEqualTo(Map.of(Verdict.Kind.SKIPPED, 1));
        assertThat(world().counts(profile(1))).isEmpty();
        assertThat(List.of(fresh, scheduled, ordered, skipped)).allMatch(entry -> world().has(id(entry)));
    }

    @Test
    default void aNodeWithoutARowWritesNothing() {
        NodeId nobody = new NodeId(SAMPLES.uuid());
        Entry fresh = SAMPLES.fresh(profile(1));
        Entry skipped = SAMPLES.skipped(profile(1));
        Entry keyed = SAMPLES.keyed("a", 1);

        assertThat(trouble(world().journal().append(nobody, List.of(fresh)))).isEqualTo(Trouble.Kind.FENCED);
        assertThat(trouble(world().journal().append(nobody, List.of(skipped)))).isEqualTo(Trouble.Kind.FENCED);
        assertThat(trouble(world().journal().appendKeyed(nobody, List.of(keyed))))
                .isEqualTo(Trouble.Kind.FENCED);
        assertThat(trouble(world().journal().findWritten(nobody, List.of(id(fresh)))))
                .isEqualTo(Trouble.Kind.FENCED);

        assertThat(List.of(fresh, skipped, keyed)).noneMatch(entry -> world().has(id(entry)));
        assertThat(world().attempts(id(skipped))).isEmpty();
        assertThat(holders(node(), SAMPLES.keyed("a", 2))).hasSize(1);
    }

    @Test
    default void aFencedNodeWritesNothing() {
        NodeId dead = node();
        NodeId survivor = node();
        assertThat(Await.result(world().nodes().fence(dead, survivor, List.of(survivor))))
                .isTrue();
        Entry fresh = SAMPLES.fresh(profile(1));
        Entry mixed = SAMPLES.scheduled(profile(1), NOW);

        assertThat(trouble(world().journal().append(dead, List.of(fresh)))).isEqualTo(Trouble.Kind.FENCED);
        assertThat(trouble(world().journal().append(dead, List.of(mixed)))).isEqualTo(Trouble.Kind.FENCED);
        assertThat(trouble(world().journal().appendKeyed(dead, List.of(SAMPLES.keyed("f", 1)))))
                .isEqualTo(Trouble.Kind.FENCED);

        assertThat(world().has(id(fresh)) || world().has(id(mixed))).isFalse();
        assertThat(world().allWaiting()).isZero();
    }

    /** Else it would deliver what the survivor delivers. */
    @Test
    default void aFencedNodeIsNotToldWhatItHadWritten() {
        NodeId dead = node();
        NodeId survivor = node();
        Entry entry = SAMPLES.fresh(profile(1));
        Await.result(world().journal().append(dead, List.of(entry)));
        assertThat(Await.result(world().nodes().fence(dead, survivor, List.of(survivor))))
                .isTrue();

        assertThat(trouble(world().journal().findWritten(dead, List.of(id(entry)))))
                .isEqualTo(Trouble.Kind.FENCED);
    }

    @Test
    default void findsWhatIsThere() {
        NodeId node = node();
        Entry written = SAMPLES.fresh(profile(1));
        Entry not = SAMPLES.fresh(profile(1));
        Await.result(world().journal().append(node, List.of(written)));

        assertThat(Await.result(world().journal().findWritten(node, List.of(id(written), id(not)))))
                .containsExactly(id(written));
    }

    @Test
    default void anIdThatIsThereRefusesItsBatch() {
        NodeId node = node();
        Entry first = SAMPLES.fresh(profile(1));
        Await.result(world().journal().append(node, List.of(first)));
        Entry good = SAMPLES.fresh(profile(1));
        Entry again = SAMPLES.entry(first.callback(), "", good.beside());

        assertThat(trouble(world().journal().append(node, List.of(good, again))))
                .isEqualTo(Trouble.Kind.ROW_REFUSED);

        assertThat(world().has(id(good))).isFalse();
    }

    @Test
    default void aFreeKeyIsTaken() {
        Entry entry = SAMPLES.keyed("free", 1);

        assertThat(holders(node(), entry)).containsExactly(id(entry));

        assertThat(world().has(id(entry))).isTrue();
    }

    @Test
    default void aTakenKeyNamesItsFirstCallbackAndItsHash() {
        NodeId node = node();
        Entry first = SAMPLES.keyed("taken", 1);
        Entry same = SAMPLES.keyed("taken", 1);
        Entry other = SAMPLES.keyed("taken", 2);
        Entry free = SAMPLES.keyed("taken-not", 3);
        assertThat(holders(node, first)).containsExactly(id(first));

        assertThat(holders(node, same)).containsExactly(id(first));
        List<KeyHolder> holders = Await.result(world().journal().appendKeyed(node, List.of(other, free)));

        assertThat(holders.get(0).callback()).isEqualTo(id(first));
        assertThat(holders.get(0).requestHash()).isEqualTo(Samples.hash(1));
        assertThat(holders.get(1).callback()).isEqualTo(id(free));
        assertThat(world().has(id(same)) || world().has(id(other))).isFalse();
        assertThat(world().has(id(free))).isTrue();
    }

    @Test
    default void anExpiredKeyIsFree() {
        NodeId node = node();
        Entry first = SAMPLES.keyed("old", 1);
        assertThat(holders(node, first)).containsExactly(id(first));
        Entry second = SAMPLES.keyed("old", 2);
        Entry third = SAMPLES.keyed("old", 2);
        world().at(NOW.plus(Duration.ofHours(StoreWorld.KEYS_KEPT_HOURS)));

        assertThat(holders(node, second)).containsExactly(id(second));
        assertThat(holders(node, third)).containsExactly(id(second));

        assertThat(world().has(id(second))).isTrue();
        assertThat(world().has(id(third))).isFalse();
    }

    @Test
    default void keyedCallbacksGetWhatTheyNeedBesides() {
        var key = new Entry.IdempotencyKey("scheduled", Samples.hash(1));
        Entry scheduled = SAMPLES.entry(profile(1), new Entry.Beside(Optional.of(LATER), "", false, Optional.of(key)));
        var other = new Entry.IdempotencyKey("skipped", Samples.hash(1));
        Entry skipped = SAMPLES.entry(profile(3), new Entry.Beside(Optional.empty(), "", true, Optional.of(other)));
        var third = new Entry.IdempotencyKey("ordered", Samples.hash(1));
        Entry ordered = SAMPLES.entry(profile(1), new Entry.Beside(Optional.of(NOW), "k", false, Optional.of(third)));
        NodeId node = node();

        Await.result(world().journal().appendKeyed(node, List.of(skipped, ordered, scheduled)));

        assertThat(world().waiting(id(scheduled))).contains(new StoreWorld.Waiting(LATER, 1, Optional.empty()));
        assertThat(world().waiting(id(ordered))).contains(new StoreWorld.Waiting(Instant.MAX, 1, Optional.empty()));
        assertThat(world().attempts(id(skipped))).hasSize(1);
        assertThat(world().counts(profile(3))).isEqualTo(Map.of(Verdict.Kind.SKIPPED, 1));

        Entry again = SAMPLES.entry(profile(3), skipped.beside());
        assertThat(holders(node, again)).containsExactly(id(skipped));
        assertThat(world().attempts(id(again))).isEmpty();
        assertThat(world().counts(profile(3))).isEqualTo(Map.of(Verdict.Kind.SKIPPED, 1));
    }

    @Test
    default void holdersComeInTheOrderOfTheEntries() {
        List<Entry> entries = new ArrayList<>(IntStream.range(0, 50)
                .mapToObj(i -> SAMPLES.keyed("many-" + (i * 37) % 50, 1))
                .toList());
        Collections.reverse(entries);

        assertThat(holders(node(), entries.toArray(Entry[]::new))).isEqualTo(ids(entries));
    }

    @Test
    default void theSameKeyOfAnotherAccountIsAnother() {
        NodeId node = node();
        Entry first = SAMPLES.keyed("shared", 1);
        Entry mine = SAMPLES.fresh(profile(9));
        Entry other = new Entry(
                mine.callback(),
                new dev.ringback.domain.AccountId("acc_00000000000000000000000001"),
                mine.ticket(),
                "",
                first.beside());

        assertThat(holders(node, first, other)).containsExactly(id(first), id(other));
    }

    default List<CallbackId> holders(NodeId node, Entry... entries) {
        return Await.result(world().journal().appendKeyed(node, List.of(entries))).stream()
                .map(KeyHolder::callback)
                .toList();
    }

    static CallbackId id(Entry entry) {
        return entry.callback().id();
    }
}
