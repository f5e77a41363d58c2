package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.claimed;
import static dev.ringback.store.Samples.ids;
import static dev.ringback.store.Samples.profile;
import static dev.ringback.store.Samples.tried;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.backlog.BacklogStore.Claimed;
import dev.ringback.backlog.BacklogStore.Due;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.support.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every backlog store does with callbacks that are in no line. */
interface BacklogContract {
    Samples SAMPLES = new Samples();

    StoreWorld world();

    default NodeId node() {
        return world().register(SAMPLES);
    }

    default List<CallbackId> waiting(NodeId node, ProfileId profile, Instant dueAt, int count) {
        List<Entry> entries = IntStream.range(0, count)
                .mapToObj(i -> SAMPLES.scheduled(profile, dueAt))
                .toList();
        Await.result(world().journal().append(node, entries));
        return ids(entries);
    }

    default List<Claimed> claim(NodeId node, Map<ProfileId, Integer> room) {
        return Await.result(world().backlog().claim(node, room, NOW));
    }

    default List<CallbackId> claim(NodeId node, ProfileId profile, int room) {
        return claim(node, Map.of(profile, room)).stream()
                .map(claimed -> claimed.callback().id())
                .toList();
    }

    default List<Due> due(Optional<ProfileId> after, int most) {
        return Await.result(world().backlog().dueProfiles(after, most));
    }

    @Test
    default void listsEachProfileOnceWithItsFirstTime() {
        NodeId node = node();
        waiting(node, profile(3), LATER, 2);
        waiting(node, profile(1), LATER, 2);
        waiting(node, profile(1), NOW, 2);
        Await.result(world().journal().append(node, List.of(SAMPLES.ordered(profile(2), "k"))));

        assertThat(due(Optional.empty(), 10))
                .containsExactly(
                        new Due(profile(1), NOW), new Due(profile(2), Instant.MAX), new Due(profile(3), LATER));
        assertThat(due(Optional.empty(), 2)).hasSize(2);
        assertThat(due(Optional.of(profile(1)), 10)).extracting(Due::profile).containsExactly(profile(2), profile(3));
        assertThat(due(Optional.of(profile(3)), 10)).isEmpty();
    }

    @Test
    default void profilesWithNothingButClaimsAreNotListed() {
        NodeId node = node();
        waiting(node, profile(1), NOW, 1);
        waiting(node, profile(2), NOW, 2);
        claim(node, Map.of(profile(1), 1, profile(2), 1));

        assertThat(due(Optional.empty(), 10)).containsExactly(new Due(profile(2), NOW));
    }

    @Test
    default void claimsWhatIsDueUpToTheRoomOldestFirst() {
        NodeId node = node();
        List<CallbackId> second = waiting(node, profile(1), NOW, 3);
        List<CallbackId> first = waiting(node, profile(1), NOW.minusSeconds(1), 3);
        waiting(node, profile(2), NOW, 1);
        waiting(node, profile(3), LATER, 1);

        assertThat(claim(node, profile(1), 4)).containsExactly(second.get(0), first.get(0), first.get(1), first.get(2));
        assertThat(claim(node, profile(1), 4)).containsExactlyElementsOf(second.subList(1, 3));
        assertThat(claim(node, profile(1), 4)).isEmpty();
        assertThat(claim(node, profile(3), 4)).isEmpty();
        assertThat(claim(node, profile(2), 4)).hasSize(1);
    }

    @Test
    default void aClaimBringsTheCallbackBackAsItWas() {
        NodeId node = node();
        Callback bare = new Callback(new CallbackId(SAMPLES.uuid()), profile(1), "", new byte[] {'{', 0, -1}, LATER);
        Entry entry = SAMPLES.entry(bare, "", SAMPLES.scheduled(profile(1), NOW).beside());
        Await.result(world().journal().append(node, List.of(entry)));

        Claimed claimed = claim(node, Map.of(profile(1), 1)).get(0);

        assertThat(claimed.callback()).usingRecursiveComparison().isEqualTo(bare);
        assertThat(claimed.number()).isEqualTo(1);
        assertThat(world().waiting(bare.id()).orElseThrow().claimedBy()).contains(node);
    }

    @Test
    default void whatComesBackFromAFailedTryHasTheNextNumber() {
        NodeId node = node();
        waiting(node, profile(1), NOW, 1);
        Claimed first = claim(node, Map.of(profile(1), 1)).get(0);
        Await.result(world().ledger().record(node, List.of(tried(claimed(first), Verdict.retryAt(NOW))), NOW));

        assertThat(claim(node, Map.of(profile(1), 1)))
                .singleElement()
                .satisfies(again -> assertThat(again.number()).isEqualTo(2));
    }

    @Test
    default void aNodeWithoutALicenceClaimsNothing() {
        NodeId node = node();
        waiting(node, profile(1), NOW, 1);

        NodeId nobody = new NodeId(SAMPLES.uuid());
        assertThat(claim(nobody, profile(1), 1)).isEmpty();
        assertThat(Await.failure(world().backlog().cancel(nobody, profile(1), NOW, 1)))
                .isInstanceOfSatisfying(
                        Trouble.class, trouble -> assertThat(trouble.kind()).isEqualTo(Trouble.Kind.FENCED));
        assertThat(claim(node, profile(1), 1)).hasSize(1);
    }

    @Test
    default void claimsThatMemoryKnowsAreKeptTheOthersFreed() {
        NodeId node = node();
        NodeId other = node();
        waiting(node, profile(1), NOW, 3);
        waiting(node, profile(2), NOW, 1);
        List<CallbackId> claimed = claim(node, profile(1), 3);
        claim(other, profile(2), 1);

        world().freeClaims(node, claimed.subList(0, 1));

        assertThat(claim(other, profile(1), 3)).containsExactlyElementsOf(claimed.subList(1, 3));
        assertThat(claim(node, profile(2), 3)).isEmpty();
    }

    /** Its row is gone, however that came: nobody else would free them. */
    @Test
    default void claimsOfNobodyAreFreed() {
        NodeId node = node();
        NodeId gone = node();
        waiting(node, profile(1), NOW, 1);
        claim(gone, profile(1), 1);
        world().vanish(gone);

        world().freeClaims(node, List.of());

        assertThat(claim(node, profile(1), 1)).hasSize(1);
    }

    @Test
    default void theSweepBringsBackWhatIsUnsettled() {
        NodeId node = node();
        List<Entry> entries = SAMPLES.many(4, profile(1));
        Await.result(world().journal().append(node, entries));
        List<CallbackId> ids = ids(entries);
        Await.result(world().ledger()
                .record(
                        node,
                        List.of(
                                tried(Samples.fresh(entries.get(0)), Verdict.DELIVERED),
                                tried(Samples.fresh(entries.get(1)), Verdict.retryAt(LATER))),
                        NOW));
        CallbackId neverWritten = new CallbackId(SAMPLES.uuid());
        List<CallbackId> astray = new ArrayList<>(ids.subList(0, 3));
        astray.add(neverWritten);

        Await.result(world().backlog().sweep(node, astray, NOW));
        Await.result(world().backlog().sweep(node, astray, LATER));

        assertThat(world().waiting(ids.get(0))).isEmpty();
        assertThat(world().waiting(ids.get(1))).contains(new StoreWorld.Waiting(LATER, 2, Optional.empty()));
        assertThat(world().waiting(ids.get(2))).contains(new StoreWorld.Waiting(NOW, 1, Optional.empty()));
        assertThat(world().waiting(ids.get(3))).isEmpty();
        assertThat(world().waiting(neverWritten)).isEmpty();
    }

    @Test
    default void cancelsWhatIsInNoLane() {
        NodeId node = node();
        List<CallbackId> ids = waiting(node, profile(1), NOW, 5);
        List<CallbackId> claimed = claim(node, profile(1), 1);
        Entry ordered = SAMPLES.ordered(profile(1), "k");
        Await.result(world().journal().append(node, List.of(ordered)));
        List<CallbackId> others = waiting(node, profile(2), NOW, 1);

        assertThat(Await.result(world().backlog().cancel(node, profile(1), LATER, 3)))
                .isEqualTo(3);
        assertThat(Await.result(world().backlog().cancel(node, profile(1), LATER, 3)))
                .isEqualTo(2);
        assertThat(Await.result(world().backlog().cancel(node, profile(1), LATER, 3)))
                .isZero();

        assertThat(world().allWaiting()).isEqualTo(2);
        assertThat(world().waiting(claimed.get(0))).isPresent();
        assertThat(world().waiting(others.get(0))).isPresent();
        assertThat(world().counts(profile(1))).isEqualTo(Map.of(Verdict.Kind.CANCELLED, 5));
        assertThat(world().attempts(ids.get(4)))
                .extracting(StoreWorld.Recorded::verdict)
                .containsExactly(Verdict.Kind.CANCELLED);
    }

    @Test
    default void aCancelledRetryKeepsItsAttempts() {
        NodeId node = node();
        Entry entry = SAMPLES.fresh(profile(1));
        Await.result(world().journal().append(node, List.of(entry)));
        Await.result(world().ledger()
                .record(
                        node,
                        List.of(tried(Samples.fresh(entry), Verdict.retryAt(NOW.plus(Duration.ofHours(1))))),
                        NOW));

        assertThat(Await.result(world().backlog().cancel(node, profile(1), LATER, 10)))
                .isEqualTo(1);

        assertThat(world().attempts(ids(List.of(entry)).get(0)))
                .extracting(StoreWorld.Recorded::number)
                .containsExactly(1, 2);
    }
}
