package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.fresh;
import static dev.ringback.store.Samples.profile;
import static dev.ringback.store.Samples.tried;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Attempt;
import dev.ringback.domain.Excerpt;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store does with a row it refuses in the middle of a batch: the whole batch is as if it had never been sent. */
interface RefusalContract extends StoreSteps {
    default Tried impossible(Entry entry) {
        var outcome = new Outcome(OutcomeKind.ANSWERED, 7, "", Optional.empty(), Excerpt.NONE);
        return new Tried(
                new Attempt(fresh(entry), new Attempt.Times(NOW, LATER), outcome, Verdict.DELIVERED, Excerpt.NONE));
    }

    default Entry badKeyed() {
        return SAMPLES.entry(
                SAMPLES.callback(profile(1)), "a\0b", SAMPLES.keyed("bad", 1).beside());
    }

    private void assertNothing() {
        assertThat(world().allCallbacks()).isZero();
        assertThat(world().allWaiting()).isZero();
        assertThat(world().counts(profile(1))).isEmpty();
    }

    @Test
    default void aRowInTheMiddleOfAFlushRefusesItAll() {
        NodeId node = node();
        List<Entry> flush = List.of(SAMPLES.fresh(profile(1)), SAMPLES.refused(), SAMPLES.fresh(profile(1)));

        assertThat(trouble(world().journal().append(node, flush))).isEqualTo(Trouble.Kind.ROW_REFUSED);
        assertNothing();

        Await.result(world().journal().append(node, List.of(flush.get(0), flush.get(2))));
        assertThat(world().allCallbacks()).isEqualTo(2);
    }

    @Test
    default void whatTheOthersNeededBesidesIsNotThereEither() {
        NodeId node = node();
        List<Entry> flush = List.of(
                SAMPLES.skipped(profile(1)),
                SAMPLES.ordered(profile(1), "k"),
                SAMPLES.refused(),
                SAMPLES.scheduled(profile(1), NOW));

        assertThat(trouble(world().journal().append(node, flush))).isEqualTo(Trouble.Kind.ROW_REFUSED);

        assertNothing();
        assertThat(world().attempts(StoreSteps.id(flush.get(0)))).isEmpty();
        assertThat(Await.result(world().backlog().promoteOrdered(NOW, 10))).isZero();
    }

    @Test
    default void theKeysOfARefusedFlushAreFree() {
        NodeId node = node();
        Entry good = SAMPLES.keyed("good", 1);
        List<Entry> flush = List.of(good, badKeyed());
        assertThat(trouble(world().journal().appendKeyed(node, flush))).isEqualTo(Trouble.Kind.ROW_REFUSED);
        assertNothing();

        Entry other = SAMPLES.keyed("good", 2);

        assertThat(holders(node, other)).containsExactly(StoreSteps.id(other));
    }

    @Test
    default void aKeyThatIsTooLongIsTheRowsFault() {
        Entry entry = SAMPLES.keyed("k".repeat(256), 1);

        assertThat(trouble(world().journal().appendKeyed(node(), List.of(entry))))
                .isEqualTo(Trouble.Kind.ROW_REFUSED);
        assertThat(holders(node(), SAMPLES.keyed("k".repeat(255), 1))).hasSize(1);
    }

    @Test
    default void anOutcomeInTheMiddleOfABatchRefusesItAll() {
        NodeId node = node();
        List<Entry> entries = written(node, 3, profile(1));
        List<Tried> batch = List.of(
                tried(fresh(entries.get(0)), Verdict.DELIVERED),
                impossible(entries.get(1)),
                tried(fresh(entries.get(2)), Verdict.retryAt(LATER)));

        assertThat(trouble(world().ledger().record(node, batch, NOW))).isEqualTo(Trouble.Kind.ROW_REFUSED);

        assertThat(world().allWaiting()).isZero();
        assertThat(world().counts(profile(1))).isEmpty();
        assertThat(entries)
                .allSatisfy(entry ->
                        assertThat(world().attempts(StoreSteps.id(entry))).isEmpty());
        record(node, batch.get(0), batch.get(2));
        assertThat(world().counts(profile(1))).hasSize(2);
    }

    /** Nothing of it is held any more: neither the node, nor a key, nor a row. */
    @Test
    default void aRefusedFlushHoldsUpNobody() {
        NodeId node = node();
        NodeId survivor = node();
        List<Entry> flush = List.of(SAMPLES.ordered(profile(1), "k"), SAMPLES.refused());
        assertThat(trouble(world().journal().append(node, flush))).isEqualTo(Trouble.Kind.ROW_REFUSED);

        Await.result(world().journal().append(node, List.of(SAMPLES.ordered(profile(1), "k"))));
        assertThat(fence(node, survivor, survivor)).isTrue();
    }

    /** An id that another flush has in hand is refused only if that one commits. */
    @Test
    default void anIdIsTakenOnceItsFlushHasCommitted() {
        NodeId node = node();
        Entry entry = SAMPLES.fresh(profile(1));
        Entry same = SAMPLES.entry(entry.callback(), "", entry.beside());
        world().held().hold();
        Future<Void> first = world().held().journal().append(node, List.of(entry));
        world().held().awaitHeld(1);
        Future<Void> second = world().journal().append(node, List.of(SAMPLES.fresh(profile(1)), same));
        world().awaitWaiting(1);
        world().held().letGo();

        Await.result(first);
        assertThat(trouble(second)).isEqualTo(Trouble.Kind.ROW_REFUSED);
        assertThat(world().allCallbacks()).isEqualTo(1);
    }
}
