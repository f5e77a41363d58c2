package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.postponed;
import static dev.ringback.store.Samples.profile;
import static dev.ringback.store.Samples.tried;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.backlog.BacklogStore.Claimed;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every ledger store does. */
interface LedgerContract {
    Samples SAMPLES = new Samples();
    Verdict RETRY = Verdict.retryAt(LATER);

    StoreWorld world();

    default NodeId node() {
        return world().register(SAMPLES);
    }

    /** A callback that a lane of that node has, never tried. */
    default Work fresh(NodeId node, ProfileId profile) {
        Entry entry = SAMPLES.fresh(profile);
        Await.result(world().journal().append(node, List.of(entry)));
        return Samples.fresh(entry);
    }

    /** A callback that the node has claimed. */
    default Work claimed(NodeId node, ProfileId profile) {
        Entry entry = SAMPLES.scheduled(profile, NOW);
        Await.result(world().journal().append(node, List.of(entry)));
        return claim(node, profile);
    }

    default Work claim(NodeId node, ProfileId profile) {
        List<Claimed> claimed = Await.result(world().backlog().claim(node, Map.of(profile, 1), LATER));
        assertThat(claimed).hasSize(1);
        return Samples.claimed(claimed.get(0));
    }

    default void record(NodeId node, Tried... tried) {
        Await.result(world().ledger().record(node, List.of(tried), LATER));
    }

    default Trouble.Kind trouble(Future<?> future) {
        return ((Trouble) Await.failure(future)).kind();
    }

    static CallbackId id(Work work) {
        return work.callback().id();
    }

    @Test
    default void recordsWhatIsFinalAndCountsIt() {
        NodeId node = node();
        Work delivered = fresh(node, profile(1));
        Work another = fresh(node, profile(1));
        Work failed = fresh(node, profile(1));
        Work skipped = fresh(node, profile(2));

        record(
                node,
                tried(delivered, Verdict.DELIVERED),
                tried(another, Verdict.DELIVERED),
                tried(failed, Verdict.FAILED),
                Samples.skipped(skipped));

        assertThat(world().attempts(id(delivered)))
                .containsExactly(new StoreWorld.Recorded(1, OutcomeKind.ANSWERED, Verdict.Kind.DELIVERED));
        assertThat(world().attempts(id(failed)))
                .containsExactly(new StoreWorld.Recorded(1, OutcomeKind.TIMED_OUT, Verdict.Kind.FAILED));
        assertThat(world().attempts(id(skipped)))
                .containsExactly(new StoreWorld.Recorded(1, OutcomeKind.NONE, Verdict.Kind.SKIPPED));
        assertThat(world().allWaiting()).isZero();
        assertThat(world().counts(profile(1))).isEqualTo(Map.of(Verdict.Kind.DELIVERED, 2, Verdict.Kind.FAILED, 1));
        assertThat(world().counts(profile(2))).isEqualTo(Map.of(Verdict.Kind.SKIPPED, 1));
    }

    @Test
    default void aRetryWaits() {
        NodeId node = node();
        Work work = fresh(node, profile(1));

        record(node, tried(work, RETRY));

        assertThat(world().waiting(id(work))).contains(new StoreWorld.Waiting(LATER, 2, Optional.empty()));
        assertThat(world().counts(profile(1))).isEqualTo(Map.of(Verdict.Kind.RETRY, 1));
    }

    @Test
    default void aRetryOfAClaimedOneGivesBackTheClaim() {
        NodeId node = node();
        Work work = claimed(node, profile(1));

        record(node, tried(work, RETRY));

        assertThat(world().waiting(id(work))).contains(new StoreWorld.Waiting(LATER, 2, Optional.empty()));
        assertThat(claim(node, profile(1)).number()).isEqualTo(2);
    }

    /** The answer to the first was lost, and this node has claimed it again since: perhaps it is just being sent. */
    @Test
    default void aRepeatedPostponingLeavesANewerClaim() {
        NodeId node = node();
        Work work = claimed(node, profile(1));
        Await.result(world().ledger().postpone(node, List.of(postponed(work, LATER))));
        Work again = claim(node, profile(1));

        Await.result(world().ledger().postpone(node, List.of(postponed(work, LATER))));

        assertThat(world().waiting(id(work))).contains(new StoreWorld.Waiting(LATER, 1, Optional.of(node)));
        record(node, tried(again, Verdict.DELIVERED));
        assertThat(world().allWaiting()).isZero();
    }

    @Test
    default void aRepeatedPostponingLeavesWhatIsPutOffFurther() {
        NodeId node = node();
        Work work = claimed(node, profile(1));
        Await.result(world().ledger().postpone(node, List.of(postponed(work, LATER))));
        Work again = claim(node, profile(1));
        Await.result(world().ledger().postpone(node, List.of(postponed(again, LATER.plusSeconds(1)))));
        assertThat(Await.result(world().backlog().claim(node, Map.of(profile(1), 1), LATER.plusSeconds(2))))
                .hasSize(1);

        Await.result(world().ledger().postpone(node, List.of(postponed(work, LATER))));

        assertThat(world().waiting(id(work)))
                .contains(new StoreWorld.Waiting(LATER.plusSeconds(1), 1, Optional.of(node)));
    }

    @Test
    default void aFinalOneWaitsNoMore() {
        NodeId node = node();
        Work claimed = claimed(node, profile(1));
        Work failed = claimed(node, profile(2));

        record(node, tried(claimed, Verdict.DELIVERED), tried(failed, Verdict.FAILED));

        assertThat(world().allWaiting()).isZero();
        assertThat(world().attempts(id(claimed))).hasSize(1);
    }

    @Test
    default void aRepeatChangesNothing() {
        NodeId node = node();
        Work delivered = fresh(node, profile(1));
        Work retried = fresh(node, profile(1));
        Work claimed = claimed(node, profile(1));
        Work back = claimed(node, profile(1));
        Tried[] batch = {
            tried(delivered, Verdict.DELIVERED),
            tried(retried, RETRY),
            tried(claimed, Verdict.DELIVERED),
            tried(back, RETRY)
        };
        record(node, batch);
        var counts = world().counts(profile(1));

        record(node, batch);

        assertThat(world().counts(profile(1))).isEqualTo(counts);
        assertThat(world().waiting(id(retried))).contains(new StoreWorld.Waiting(LATER, 2, Optional.empty()));
        assertThat(world().waiting(id(back))).contains(new StoreWorld.Waiting(LATER, 2, Optional.empty()));
        assertThat(world().allWaiting()).isEqualTo(2);
        assertThat(world().attempts(id(claimed))).hasSize(1);
    }

    /** The batch was written and its answer lost; meanwhile another node has the retry in hand. */
    @Test
    default void aRepeatLeavesAnothersClaimAlone() {
        NodeId node = node();
        NodeId other = node();
        Work work = fresh(node, profile(1));
        record(node, tried(work, RETRY));
        Work again = claim(other, profile(1));

        record(node, tried(work, RETRY));

        assertThat(world().waiting(id(work))).contains(new StoreWorld.Waiting(LATER, 2, Optional.of(other)));
        record(other, tried(again, Verdict.DELIVERED));
        record(node, tried(work, RETRY));
        assertThat(world().waiting(id(work))).isEmpty();
        assertThat(world().attempts(id(work))).hasSize(2);
    }

    @Test
    default void anOutcomeWhoseClaimWasLostCountsNothing() {
        NodeId node = node();
        NodeId other = node();
        Work work = claimed(node, profile(1));
        world().freeClaims(node, List.of());
        Work theirs = claim(other, profile(1));

        record(node, tried(work, Verdict.DELIVERED));

        assertThat(world().attempts(id(work))).isEmpty();
        assertThat(world().counts(profile(1))).isEmpty();
        assertThat(world().waiting(id(work))).contains(new StoreWorld.Waiting(NOW, 1, Optional.of(other)));
        record(other, tried(theirs, Verdict.DELIVERED));
        assertThat(world().counts(profile(1))).isEqualTo(Map.of(Verdict.Kind.DELIVERED, 1));
    }

    /** One that a lane and a claim both had: the sweep took it for lost. */
    @Test
    default void twoOutcomesOfOneTryInABatchAreOne() {
        NodeId node = node();
        Work retried = fresh(node, profile(1));
        Work delivered = fresh(node, profile(2));

        record(
                node,
                tried(retried, RETRY),
                tried(delivered, Verdict.DELIVERED),
                tried(retried, RETRY),
                tried(delivered, Verdict.DELIVERED));

        assertThat(world().waiting(id(retried))).contains(new StoreWorld.Waiting(LATER, 2, Optional.empty()));
        assertThat(world().attempts(id(delivered))).hasSize(1);
        assertThat(world().counts(profile(1))).isEqualTo(Map.of(Verdict.Kind.RETRY, 1));
        assertThat(world().counts(profile(2))).isEqualTo(Map.of(Verdict.Kind.DELIVERED, 1));
    }

    @Test
    default void theFinalOneOfTwoOutcomesOfOneTryCounts() {
        NodeId node = node();
        Work lane = fresh(node, profile(1));
        Await.result(world().backlog().sweep(node, List.of(id(lane)), NOW));
        Work claimed = claim(node, profile(1));
        Work other = fresh(node, profile(2));
        Await.result(world().backlog().sweep(node, List.of(id(other)), NOW));
        Work theirs = claim(node, profile(2));

        record(
                node,
                tried(lane, RETRY),
                tried(claimed, Verdict.DELIVERED),
                tried(other, Verdict.DELIVERED),
                tried(theirs, RETRY));

        assertThat(world().allWaiting()).isZero();
        assertThat(world().counts(profile(1))).isEqualTo(Map.of(Verdict.Kind.DELIVERED, 1));
        assertThat(world().counts(profile(2))).isEqualTo(Map.of(Verdict.Kind.DELIVERED, 1));
    }

    @Test
    default void theOutcomeOfALaneEndsWhatTheSweepHadMade() {
        NodeId node = node();
        Work work = fresh(node, profile(1));
        Await.result(world().backlog().sweep(node, List.of(id(work)), NOW));
        assertThat(world().waiting(id(work))).isPresent();

        record(node, tried(work, Verdict.DELIVERED));

        assertThat(world().waiting(id(work))).isEmpty();
    }

    @Test
    default void aFreshOneThatIsPostponedWaits() {
        NodeId node = node();
        Work work = fresh(node, profile(1));

        Await.result(world().ledger().postpone(node, List.of(postponed(work, LATER))));
        Await.result(world().ledger().postpone(node, List.of(postponed(work, NOW))));

        assertThat(world().waiting(id(work))).contains(new StoreWorld.Waiting(LATER, 1, Optional.empty()));
        assertThat(world().attempts(id(work))).isEmpty();
    }

    @Test
    default void aClaimedOneThatIsPostponedIsGivenBack() {
        NodeId node = node();
        NodeId other = node();
        Work mine = claimed(node, profile(1));
        Work theirs = claimed(other, profile(2));

        Await.result(world().ledger().postpone(node, List.of(postponed(mine, LATER), postponed(theirs, LATER))));

        assertThat(world().waiting(id(mine))).contains(new StoreWorld.Waiting(LATER, 1, Optional.empty()));
        assertThat(world().waiting(id(theirs))).contains(new StoreWorld.Waiting(NOW, 1, Optional.of(other)));
    }

    @Test
    default void whatIsFinalIsNotPostponed() {
        NodeId node = node();
        Work work = fresh(node, profile(1));
        record(node, tried(work, Verdict.DELIVERED));

        Await.result(world().ledger().postpone(node, List.of(postponed(work, LATER))));

        assertThat(world().waiting(id(work))).isEmpty();
    }

    @Test
    default void whatIsPostponedGoesOnWithItsNumber() {
        NodeId node = node();
        Work work = fresh(node, profile(1));
        record(node, tried(work, RETRY));
        Work again = claim(node, profile(1));

        Await.result(world().ledger().postpone(node, List.of(postponed(again, LATER.plusSeconds(1)))));

        assertThat(world().waiting(id(work)))
                .contains(new StoreWorld.Waiting(LATER.plusSeconds(1), 2, Optional.empty()));
    }

    @Test
    default void aFencedNodeRecordsNothing() {
        NodeId dead = node();
        NodeId survivor = node();
        Work fresh = fresh(dead, profile(1));
        Work claimed = claimed(dead, profile(1));
        assertThat(Await.result(world().nodes().fence(dead, survivor, List.of(survivor))))
                .isTrue();

        List<Tried> tried = List.of(tried(fresh, RETRY), tried(claimed, Verdict.DELIVERED));
        assertThat(trouble(world().ledger().record(dead, tried, LATER))).isEqualTo(Trouble.Kind.FENCED);
        assertThat(trouble(world().ledger().postpone(dead, List.of(postponed(fresh, LATER)))))
                .isEqualTo(Trouble.Kind.FENCED);

        assertThat(world().attempts(id(fresh))).isEmpty();
        assertThat(world().attempts(id(claimed))).isEmpty();
        assertThat(world().waiting(id(fresh))).isEmpty();
        assertThat(world().waiting(id(claimed))).contains(new StoreWorld.Waiting(NOW, 1, Optional.of(dead)));
        assertThat(world().counts(profile(1))).isEmpty();
    }
}
