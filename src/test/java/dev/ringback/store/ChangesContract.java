package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.claimed;
import static dev.ringback.store.Samples.fresh;
import static dev.ringback.store.Samples.postponed;
import static dev.ringback.store.Samples.profile;
import static dev.ringback.store.Samples.tried;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.backlog.BacklogStore.Claimed;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Uuid7;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.replay.CallbackChanges;
import dev.ringback.replay.CallbackChanges.Cancelled;
import dev.ringback.replay.CallbackChanges.Retried;
import dev.ringback.support.Await;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What retry and cancel of one callback do, and that nobody takes a retried one for settled by its older final record. */
interface ChangesContract {
    Samples SAMPLES = new Samples();
    UUID OLDEST = new UUID(0, 0);

    StoreWorld world();

    CallbackChanges changes();

    /** There is such a profile in that state from now on. */
    void set(ProfileId id, String state);

    default NodeId node() {
        set(profile(1), "active");
        return world().register(SAMPLES);
    }

    default Entry written(NodeId node, Entry entry) {
        Await.result(world().journal().append(node, List.of(entry)));
        return entry;
    }

    default CallbackId ended(NodeId node, Verdict verdict) {
        Entry entry = written(node, SAMPLES.fresh(profile(1)));
        record(node, fresh(entry), verdict);
        return entry.callback().id();
    }

    default void record(NodeId node, Work work, Verdict verdict) {
        Await.result(world().ledger().record(node, List.of(tried(work, verdict)), NOW));
    }

    default Retried retry(CallbackId id) {
        return Await.result(changes().retry(AccountId.DEFAULT, id, OLDEST, LATER));
    }

    default Cancelled cancel(NodeId node, CallbackId id) {
        return Await.result(changes().cancel(node, AccountId.DEFAULT, id, LATER));
    }

    default Work claim(NodeId node) {
        List<Claimed> claimed = Await.result(world().backlog().claim(node, Map.of(profile(1), 10), LATER));
        assertThat(claimed).hasSize(1);
        Claimed one = claimed.get(0);
        return new Work(
                one.callback(),
                one.number(),
                one.triedBefore(),
                true,
                claimed(one).hold());
    }

    default List<Verdict.Kind> verdicts(CallbackId id) {
        return world().attempts(id).stream().map(StoreWorld.Recorded::verdict).toList();
    }

    @Test
    default void aFailedOneIsTriedAgainUnderTheNextNumberAndItsScheduleBeginsAnew() {
        NodeId node = node();
        CallbackId id = ended(node, Verdict.retryAt(NOW));
        record(node, claim(node), Verdict.FAILED);

        assertThat(retry(id)).isEqualTo(Retried.DONE);

        assertThat(world().waiting(id)).contains(new StoreWorld.Waiting(LATER, 3, Optional.empty()));
        Work third = claim(node);
        assertThat(third.number()).isEqualTo(3);
        assertThat(third.turn()).isEqualTo(1);
        record(node, third, Verdict.retryAt(NOW));
        Work fourth = claim(node);
        assertThat(fourth.number()).isEqualTo(4);
        assertThat(fourth.turn()).isEqualTo(2);
        record(node, fourth, Verdict.DELIVERED);
        assertThat(world().waiting(id)).isEmpty();
        assertThat(world().counts(profile(1)))
                .isEqualTo(Map.of(Verdict.Kind.RETRY, 2, Verdict.Kind.FAILED, 1, Verdict.Kind.DELIVERED, 1));
    }

    @Test
    default void whatWasSkippedOrCancelledCanBeRetriedToo() {
        NodeId node = node();
        CallbackId skipped =
                written(node, SAMPLES.skipped(profile(1))).callback().id();
        CallbackId cancelled =
                written(node, SAMPLES.scheduled(profile(1), NOW)).callback().id();
        assertThat(cancel(node, cancelled)).isEqualTo(Cancelled.DONE);

        assertThat(retry(skipped)).isEqualTo(Retried.DONE);
        assertThat(retry(cancelled)).isEqualTo(Retried.DONE);
        assertThat(world().allWaiting()).isEqualTo(2);
    }

    @Test
    default void whatHasNotEndedIsNotRetried() {
        NodeId node = node();
        CallbackId inLane = written(node, SAMPLES.fresh(profile(1))).callback().id();
        CallbackId failed = ended(node, Verdict.FAILED);

        assertThat(retry(inLane)).isEqualTo(Retried.IN_HAND);
        assertThat(retry(ended(node, Verdict.DELIVERED))).isEqualTo(Retried.DELIVERED);
        assertThat(retry(failed)).isEqualTo(Retried.DONE);
        assertThat(retry(failed)).isEqualTo(Retried.WAITING);
        Work again = claim(node);
        assertThat(retry(failed)).isEqualTo(Retried.IN_HAND);
        record(node, again, Verdict.retryAt(LATER));
        assertThat(retry(failed)).isEqualTo(Retried.WAITING);
        assertThat(world().allWaiting()).isEqualTo(1);
    }

    @Test
    default void whatNobodyWouldCallIsNotRetried() {
        NodeId node = node();
        CallbackId failed = ended(node, Verdict.FAILED);
        Callback mayfly = SAMPLES.callback(profile(1));
        Entry expired = written(
                node, SAMPLES.fresh(new Callback(mayfly.id(), mayfly.profile(), mayfly.event(), mayfly.data(), NOW)));
        record(node, fresh(expired), Verdict.EXPIRED);

        assertThat(retry(expired.callback().id())).isEqualTo(Retried.EXPIRED);
        assertThat(retry(new CallbackId(SAMPLES.uuid()))).isEqualTo(Retried.UNKNOWN);
        assertThat(Await.result(
                        changes().retry(new AccountId("acc_00000000000000000000000000"), failed, OLDEST, LATER)))
                .isEqualTo(Retried.UNKNOWN);
        assertThat(Await.result(changes().retry(AccountId.DEFAULT, failed, Uuid7.floor(NOW.plusSeconds(3600)), LATER)))
                .isEqualTo(Retried.TOO_OLD);
        set(profile(1), "auto_disabled");
        assertThat(retry(failed)).isEqualTo(Retried.PROFILE_DISABLED);
        set(profile(1), "deleted");
        assertThat(retry(failed)).isEqualTo(Retried.PROFILE_DELETED);
        assertThat(world().allWaiting()).isZero();
    }

    /** Its first final record is older than the mark, and its last is none. */
    @Test
    default void aRetriedOneIsNotLostWithItsNode() {
        NodeId dead = node();
        NodeId survivor = node();
        CallbackId id = ended(dead, Verdict.FAILED);
        assertThat(retry(id)).isEqualTo(Retried.DONE);
        Work unused = claim(dead);

        takeOver(dead, survivor);

        Work again = claim(survivor);
        assertThat(again.number()).isEqualTo(2);
        assertThat(again.turn()).isEqualTo(1);
    }

    /** As when a row was deleted that a snapshot still saw: what is made of the attempts alone counts from the last final one. */
    @Test
    default void whatHasNoRowIsRecoveredByItsLastRecord() {
        NodeId dead = node();
        NodeId survivor = node();
        CallbackId waits = ended(dead, Verdict.FAILED);
        CallbackId delivered = ended(dead, Verdict.FAILED);
        for (CallbackId id : List.of(waits, delivered)) {
            assertThat(retry(id)).isEqualTo(Retried.DONE);
            record(dead, claim(dead), id.equals(waits) ? Verdict.retryAt(NOW.plusSeconds(9000)) : Verdict.DELIVERED);
        }
        loseRow(waits);

        takeOver(dead, survivor);
        Await.result(world().backlog().sweep(survivor, List.of(delivered), LATER));

        assertThat(world().waiting(delivered)).isEmpty();
        Work again = claim(survivor);
        assertThat(again.callback().id()).isEqualTo(waits);
        assertThat(again.number()).isEqualTo(3);
        assertThat(again.turn()).isEqualTo(2);
    }

    /** Takes the backlog row of that callback away, and leaves all else. */
    void loseRow(CallbackId id);

    default void takeOver(NodeId dead, NodeId survivor) {
        assertThat(Await.result(world().nodes().fence(dead, survivor, List.of())))
                .isTrue();
        Await.result(world().nodes().recover(dead, survivor, Optional.empty(), LATER, 100));
        Await.result(world().nodes().freeClaims(dead));
        Await.result(world().nodes().remove(dead, survivor));
    }

    @Test
    default void aRetriedOneThatIsPostponedKeepsItsTurn() {
        NodeId node = node();
        CallbackId id = ended(node, Verdict.FAILED);
        assertThat(retry(id)).isEqualTo(Retried.DONE);

        Await.result(world().ledger().postpone(node, List.of(postponed(claim(node), NOW))));
        world().freeClaims(node, List.of());

        assertThat(claim(node).turn()).isEqualTo(1);
    }

    /** A row that was made too late has a number that is taken. */
    @Test
    default void aBelatedRowOfARetriedOneGoesOn() {
        NodeId node = node();
        CallbackId id = ended(node, Verdict.FAILED);
        assertThat(retry(id)).isEqualTo(Retried.DONE);
        record(node, claim(node), Verdict.retryAt(LATER));
        belate(id, 2);
        Work belated = claim(node);

        record(node, belated, Verdict.retryAt(LATER));

        assertThat(world().waiting(id).orElseThrow().number()).isEqualTo(3);
        assertThat(claim(node).turn()).isEqualTo(2);
        assertThat(verdicts(id)).containsExactly(Verdict.Kind.FAILED, Verdict.Kind.RETRY);
    }

    /** Its backlog row has that number, as if made by somebody who did not see the last attempt. */
    void belate(CallbackId id, int number);

    @Test
    default void whatWaitsIsCancelledAndCounted() {
        NodeId node = node();
        CallbackId scheduled =
                written(node, SAMPLES.scheduled(profile(1), LATER)).callback().id();
        CallbackId retrying = ended(node, Verdict.retryAt(LATER));
        CallbackId ordered =
                written(node, SAMPLES.ordered(profile(1), "k")).callback().id();

        for (CallbackId id : List.of(scheduled, retrying, ordered)) {
            assertThat(cancel(node, id)).isEqualTo(Cancelled.DONE);
            assertThat(cancel(node, id)).isEqualTo(Cancelled.BEFORE);
        }

        assertThat(world().allWaiting()).isZero();
        assertThat(verdicts(retrying)).containsExactly(Verdict.Kind.RETRY, Verdict.Kind.CANCELLED);
        assertThat(world().counts(profile(1))).isEqualTo(Map.of(Verdict.Kind.RETRY, 1, Verdict.Kind.CANCELLED, 3));
    }

    @Test
    default void whatIsInHandOrHasEndedIsNotCancelled() {
        NodeId node = node();
        CallbackId inLane = written(node, SAMPLES.fresh(profile(1))).callback().id();
        CallbackId claimed =
                written(node, SAMPLES.scheduled(profile(1), NOW)).callback().id();
        Work unused = claim(node);
        CallbackId skipped =
                written(node, SAMPLES.skipped(profile(1))).callback().id();

        assertThat(cancel(node, inLane)).isEqualTo(Cancelled.IN_HAND);
        assertThat(cancel(node, claimed)).isEqualTo(Cancelled.IN_HAND);
        assertThat(cancel(node, skipped)).isEqualTo(Cancelled.SKIPPED);
        assertThat(cancel(node, ended(node, Verdict.FAILED))).isEqualTo(Cancelled.FAILED);
        assertThat(cancel(node, ended(node, Verdict.EXPIRED))).isEqualTo(Cancelled.FAILED);
        assertThat(cancel(node, ended(node, Verdict.DELIVERED))).isEqualTo(Cancelled.DELIVERED);
        assertThat(cancel(node, new CallbackId(SAMPLES.uuid()))).isEqualTo(Cancelled.UNKNOWN);
        assertThat(world().counts(profile(1))).doesNotContainKey(Verdict.Kind.CANCELLED);
    }

    @Test
    default void aFencedNodeCancelsNothing() {
        NodeId node = node();
        NodeId survivor = node();
        CallbackId id =
                written(node, SAMPLES.scheduled(profile(1), LATER)).callback().id();
        assertThat(Await.result(world().nodes().fence(node, survivor, List.of())))
                .isTrue();

        assertThat(Await.failure(changes().cancel(node, AccountId.DEFAULT, id, LATER)))
                .isInstanceOfSatisfying(
                        Trouble.class, trouble -> assertThat(trouble.kind()).isEqualTo(Trouble.Kind.FENCED));
        assertThat(world().waiting(id)).isPresent();
    }

    @Test
    default void retriesAtOnceMakeOneRow() {
        NodeId node = node();
        CallbackId id = ended(node, Verdict.FAILED);
        var all = new ArrayList<io.vertx.core.Future<Retried>>();
        for (int i = 0; i < 6; i++) {
            all.add(changes().retry(AccountId.DEFAULT, id, OLDEST, Instant.from(LATER)));
        }

        assertThat(all.stream().map(Await::result))
                .containsOnlyOnce(Retried.DONE)
                .containsOnly(Retried.DONE, Retried.WAITING);
        assertThat(world().allWaiting()).isEqualTo(1);
    }
}
