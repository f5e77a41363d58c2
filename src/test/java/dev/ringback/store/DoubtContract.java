package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.claimed;
import static dev.ringback.store.Samples.fresh;
import static dev.ringback.store.Samples.ids;
import static dev.ringback.store.Samples.postponed;
import static dev.ringback.store.Samples.profile;
import static dev.ringback.store.Samples.tried;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.backlog.BacklogStore.Claimed;
import dev.ringback.backlog.BacklogStore.LostClaim;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.intake.JournalStore;
import dev.ringback.intake.JournalStore.KeyHolder;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does with a statement whose connection is lost: it may still commit, and is asked about or sent again. */
interface DoubtContract extends StoreSteps {
    Verdict RETRY = Verdict.retryAt(LATER);

    /** Sent, with its locks and rows, and its caller does not know what becomes of it. */
    default <T> void doubt(Future<T> sent) {
        world().held().awaitHeld(1);
        world().held().lose();
        assertThat(trouble(sent)).isEqualTo(Trouble.Kind.FATE_UNKNOWN);
    }

    default void resolve(boolean commits) {
        if (commits) {
            world().held().letGo();
        } else {
            world().held().end();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void aFlushOfUnknownFateIsFoundWhenItHasEnded(boolean commits) {
        NodeId node = node();
        List<Entry> entries = SAMPLES.many(2, profile(1));
        world().held().hold();
        doubt(world().held().journal().append(node, entries));

        Future<Set<CallbackId>> found = world().journal().findWritten(node, ids(entries));
        world().awaitWaiting(1);
        assertThat(found.isComplete()).isFalse();
        resolve(commits);

        assertThat(Await.result(found)).hasSize(commits ? 2 : 0);
        assertThat(ids(entries)).allMatch(id -> world().has(id) == commits);
    }

    /** It lay in the socket of the lost connection. The journal has been told that it is not there, and let go of it: nobody would deliver it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void aFlushThatComesAfterTheLookWritesNothing(boolean keyed) {
        NodeId node = node();
        JournalStore journal = world().held().journal();
        flush(journal, node, keyed, 1);
        world().held().delay();
        Entry late = SAMPLES.keyed("late", 2);
        Future<?> sent = send(journal, node, keyed, late);
        world().held().lose();
        assertThat(trouble(sent)).isEqualTo(Trouble.Kind.FATE_UNKNOWN);

        assertThat(found(journal, node, late)).isEmpty();
        world().held().arrive();

        assertThat(world().has(StoreSteps.id(late))).isFalse();
        // What is sent after the lost one is of the next epoch, and so is another journal's of none.
        assertThat(flush(journal, node, keyed, 3)).isTrue();
        assertThat(flush(world().journal(), node, keyed, 4)).isTrue();
        assertThat(holders(node, SAMPLES.keyed("late", 2))).doesNotContain(StoreSteps.id(late));
    }

    @Test
    default void theNextLostFlushIsGivenUpToo() {
        NodeId node = node();
        JournalStore journal = world().held().journal();
        flush(journal, node, false, 1);
        for (int turn = 0; turn < 2; turn++) {
            world().held().delay();
            Entry late = SAMPLES.fresh(profile(1));
            Future<Void> sent = journal.append(node, List.of(late));
            world().held().lose();
            assertThat(trouble(sent)).isEqualTo(Trouble.Kind.FATE_UNKNOWN);
            assertThat(found(journal, node, late)).isEmpty();
            world().held().arrive();
            assertThat(world().has(StoreSteps.id(late))).isFalse();
            assertThat(flush(journal, node, false, 2)).isTrue();
        }
    }

    /** As a node does it: a look whose own connection is lost is repeated. */
    private static Set<CallbackId> found(JournalStore journal, NodeId node, Entry entry) {
        Future<Set<CallbackId>> found = journal.findWritten(node, List.of(StoreSteps.id(entry)));
        boolean answered = Await.result(found.transform(end -> Future.succeededFuture(end.succeeded())));
        return answered ? found.result() : found(journal, node, entry);
    }

    private static Future<?> send(JournalStore journal, NodeId node, boolean keyed, Entry entry) {
        return keyed ? journal.appendKeyed(node, List.of(entry)) : journal.append(node, List.of(entry));
    }

    private boolean flush(JournalStore journal, NodeId node, boolean keyed, int number) {
        Entry entry = SAMPLES.keyed("flush " + number, number);
        Await.result(send(journal, node, keyed, entry));
        return world().has(StoreSteps.id(entry));
    }

    /** A repeat of the publisher's may come before the first is known. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void aKeyOfUnknownFateIsWaitedFor(boolean commits) {
        NodeId node = node();
        Entry first = SAMPLES.keyed("k", 1);
        Entry repeat = SAMPLES.keyed("k", 1);
        world().held().hold();
        doubt(world().held().journal().appendKeyed(node, List.of(first)));

        Future<List<KeyHolder>> answer = world().journal().appendKeyed(node, List.of(repeat));
        world().awaitWaiting(1);
        resolve(commits);

        CallbackId holder = Await.result(answer).get(0).callback();
        assertThat(holder).isEqualTo(StoreSteps.id(commits ? first : repeat));
        assertThat(world().has(holder)).isTrue();
        assertThat(world().allCallbacks()).isEqualTo(1);
        assertThat(Await.result(world().journal().findWritten(node, List.of(StoreSteps.id(first)))))
                .hasSize(commits ? 1 : 0);
    }

    @Test
    default void aFlushOfUnknownFateOfAFencedNodeIsTheSurvivors() {
        NodeId dead = node();
        NodeId survivor = node();
        List<Entry> entries = SAMPLES.many(2, profile(1));
        world().held().hold();
        doubt(world().held().journal().append(dead, entries));
        assertThat(fence(dead, survivor, survivor)).isFalse();
        world().held().letGo();

        assertThat(fence(dead, survivor, survivor)).isTrue();
        assertThat(trouble(world().journal().findWritten(dead, ids(entries)))).isEqualTo(Trouble.Kind.FENCED);
        assertThat(recover(dead, survivor).recovered()).isEqualTo(2);
    }

    /** The ledger sends its batch again at once. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void anOutcomeOfUnknownFateIsRecordedOnce(boolean commits) {
        NodeId node = node();
        List<Entry> entries = written(node, 2, profile(1));
        List<Tried> batch =
                List.of(tried(fresh(entries.get(0)), Verdict.DELIVERED), tried(fresh(entries.get(1)), RETRY));
        world().held().hold();
        doubt(world().held().ledger().record(node, batch, NOW));

        Future<Void> again = world().ledger().record(node, batch, NOW);
        world().awaitWaiting(1);
        resolve(commits);
        Await.result(again);

        assertThat(world().counts(profile(1))).isEqualTo(Map.of(Verdict.Kind.DELIVERED, 1, Verdict.Kind.RETRY, 1));
        assertThat(world().attempts(ids(entries).get(0))).hasSize(1);
        assertThat(world().waiting(ids(entries).get(1))).contains(new StoreWorld.Waiting(LATER, 2, Optional.empty()));
        assertThat(world().allWaiting()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void theOutcomeOfAClaimedOneIsRecordedOnce(boolean commits) {
        NodeId node = node();
        CallbackId id = scheduled(node, profile(1));
        Tried outcome = tried(claimed(claim(node, profile(1)).get(0)), Verdict.DELIVERED);
        world().held().hold();
        doubt(world().held().ledger().record(node, List.of(outcome), NOW));

        Future<Void> again = world().ledger().record(node, List.of(outcome), NOW);
        world().awaitWaiting(1);
        resolve(commits);
        Await.result(again);

        assertThat(world().attempts(id)).hasSize(1);
        assertThat(world().counts(profile(1))).isEqualTo(Map.of(Verdict.Kind.DELIVERED, 1));
        assertThat(world().allWaiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void whatIsPostponedTwiceWaitsOnce(boolean commits) {
        NodeId node = node();
        Entry entry = written(node, 1, profile(1)).get(0);
        scheduled(node, profile(2));
        Claimed claim = claim(node, profile(2)).get(0);
        var batch = List.of(postponed(fresh(entry), LATER), postponed(claimed(claim), LATER));
        world().held().hold();
        doubt(world().held().ledger().postpone(node, batch));

        Future<Void> again = world().ledger().postpone(node, batch);
        world().awaitWaiting(1);
        resolve(commits);
        Await.result(again);

        assertThat(List.of(StoreSteps.id(entry), claim.callback().id()))
                .allSatisfy(id ->
                        assertThat(world().waiting(id)).contains(new StoreWorld.Waiting(LATER, 1, Optional.empty())));
    }

    /** Nobody in the node knows of them; the next look at the claims frees them. */
    @Test
    default void claimsThatNobodyHeardOfAreFreed() {
        NodeId node = node();
        CallbackId id = scheduled(node, profile(1));
        world().held().hold();
        doubt(world().held().backlog().claim(node, Map.of(profile(1), 1), LATER));
        world().freeClaims(node, List.of());
        world().held().letGo();
        assertThat(world().waiting(id).orElseThrow().claimedBy()).contains(node);
        assertThat(claim(node, profile(1))).isEmpty();

        world().freeClaims(node, List.of());

        assertThat(claim(node, profile(1))).hasSize(1);
    }

    /** Its answer was lost, it was repeated, and the callback was claimed anew: the first is taken up when a lane has it. */
    @Test
    default void aFreeingThatComesLateLeavesNewerClaims() {
        NodeId node = node();
        NodeId gone = node();
        CallbackId own = scheduled(node, profile(1));
        CallbackId theirs = scheduled(gone, profile(2));
        CallbackId still = scheduled(node, profile(3));
        claim(node, profile(1));
        claim(gone, profile(2));
        claim(node, profile(3));
        world().vanish(gone);
        List<LostClaim> lost = Await.result(world().backlog().lostClaims(node, List.of()));
        assertThat(lost).extracting(LostClaim::callback).containsExactlyInAnyOrder(own, theirs, still);
        world().freeClaims(node, List.of(still));
        assertThat(claim(node, profile(1))).hasSize(1);
        assertThat(claim(node, profile(2))).hasSize(1);

        Await.result(world().backlog().free(lost));

        assertThat(List.of(own, theirs))
                .allSatisfy(id -> assertThat(world().waiting(id).orElseThrow().claimedBy())
                        .contains(node));
        assertThat(world().waiting(still).orElseThrow().claimedBy()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void aCancelOfUnknownFateIsCountedOnce(boolean commits) {
        NodeId node = node();
        scheduled(node, profile(1));
        scheduled(node, profile(1));
        world().held().hold();
        doubt(world().held().backlog().cancel(node, profile(1), NOW, 10));
        assertThat(Await.result(world().backlog().cancel(node, profile(1), NOW, 10)))
                .isZero();
        resolve(commits);

        assertThat(Await.result(world().backlog().cancel(node, profile(1), NOW, 10)))
                .isEqualTo(commits ? 0 : 2);
        assertThat(world().counts(profile(1))).isEqualTo(Map.of(Verdict.Kind.CANCELLED, 2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void aFenceOfUnknownFateIsTriedAgain(boolean commits) {
        NodeId dead = node();
        NodeId survivor = node();
        written(dead, 1, profile(1));
        world().held().hold();
        doubt(world().held().nodes().fence(dead, survivor, List.of()));
        assertThat(fence(dead, survivor)).isFalse();
        resolve(commits);

        assertThat(fence(dead, survivor)).isTrue();
        assertThat(recover(dead, survivor).recovered()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void aRecoveryOfUnknownFateIsTriedAgain(boolean commits) {
        NodeId dead = node();
        NodeId survivor = node();
        List<Entry> entries = written(dead, 2, profile(1));
        assertThat(fence(dead, survivor)).isTrue();
        world().held().hold();
        doubt(world().held().nodes().recover(dead, survivor, Optional.empty(), NOW, 1));
        Future<?> again = world().nodes().recover(dead, survivor, Optional.empty(), LATER, 10);
        world().awaitWaiting(1);
        resolve(commits);

        assertThat(succeeds(again)).isTrue();
        assertThat(world().waiting(ids(entries).get(0)).orElseThrow().dueAt()).isEqualTo(commits ? NOW : LATER);
        assertThat(world().waiting(ids(entries).get(1)).orElseThrow().dueAt()).isEqualTo(LATER);
    }

    /** It did not see the final record yet: what it makes ends when it is claimed. */
    @Test
    default void aRowThatWasBroughtBackTooLateIsNotSent() {
        NodeId node = node();
        List<Entry> entries = written(node, 2, profile(1));
        List<CallbackId> ids = ids(entries);
        world().held().hold();
        Future<Void> sweep = world().held().backlog().sweep(node, List.of(ids.get(0)), NOW);
        world().held().awaitHeld(1);
        var late = List.of(postponed(fresh(entries.get(1)), NOW));
        Future<Void> postponed = world().held().ledger().postpone(node, late);
        world().held().awaitHeld(2);
        record(node, tried(fresh(entries.get(0)), Verdict.DELIVERED), tried(fresh(entries.get(1)), Verdict.FAILED));
        world().held().letGo();
        Await.result(sweep);
        Await.result(postponed);
        assertThat(world().allWaiting()).isEqualTo(2);

        assertThat(claim(node, profile(1))).isEmpty();

        assertThat(world().allWaiting()).isZero();
        assertThat(ids).allSatisfy(id -> assertThat(world().attempts(id)).hasSize(1));
    }

    /** Here the final record came after the claim: the callback is tried once more, and its row ends there. */
    @Test
    default void aRowThatASweepMadeTooLateEndsWithItsNextTry() {
        NodeId node = node();
        Entry entry = written(node, 1, profile(1)).get(0);
        CallbackId id = StoreSteps.id(entry);
        world().held().hold();
        Future<Void> first = world().held().ledger().record(node, List.of(tried(fresh(entry), Verdict.DELIVERED)), NOW);
        world().held().awaitHeld(1);
        Await.result(world().backlog().sweep(node, List.of(id), NOW));
        Claimed belated = claim(node, profile(1)).get(0);
        assertThat(belated.number()).isEqualTo(1);
        world().held().letGo();
        Await.result(first);

        record(node, tried(claimed(belated), Verdict.FAILED));

        assertThat(world().allWaiting()).isZero();
        assertThat(world().attempts(id))
                .extracting(StoreWorld.Recorded::verdict)
                .containsExactly(Verdict.Kind.DELIVERED);
        assertThat(world().counts(profile(1))).isEqualTo(Map.of(Verdict.Kind.DELIVERED, 1));
    }

    /** A retry meets the row that the sweep has in hand: it waits, and makes it its own. */
    @Test
    default void aRetryGoesOverTheRowOfASweep() {
        NodeId node = node();
        Entry entry = written(node, 1, profile(1)).get(0);
        world().held().hold();
        Future<Void> sweep = world().held().backlog().sweep(node, List.of(StoreSteps.id(entry)), NOW);
        world().held().awaitHeld(1);
        Future<Void> retry = world().ledger().record(node, List.of(tried(fresh(entry), RETRY)), NOW);
        world().awaitWaiting(1);
        world().held().letGo();
        Await.result(sweep);
        Await.result(retry);

        assertThat(world().waiting(StoreSteps.id(entry))).contains(new StoreWorld.Waiting(LATER, 2, Optional.empty()));
    }
}
