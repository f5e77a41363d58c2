package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.fresh;
import static dev.ringback.store.Samples.ids;
import static dev.ringback.store.Samples.profile;
import static dev.ringback.store.Samples.tried;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.backlog.BacklogStore.Claimed;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ReplayId;
import dev.ringback.domain.Verdict;
import dev.ringback.history.CallbackState;
import dev.ringback.intake.Entry;
import dev.ringback.replay.Count;
import dev.ringback.replay.Range;
import dev.ringback.replay.Replay;
import dev.ringback.replay.ReplayState;
import dev.ringback.replay.ReplayStore;
import dev.ringback.replay.ReplayStore.Portion;
import dev.ringback.replay.ReplayStore.Running;
import dev.ringback.support.Await;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of replays does. */
interface ReplayContract {
    Samples SAMPLES = new Samples();
    int NO_BOUND = 1000;

    StoreWorld world();

    ReplayStore replays();

    void set(ProfileId id, String state);

    /** Which callbacks repeat which. */
    Map<CallbackId, List<CallbackId>> repeats();

    @BeforeEach
    default void profiles() {
        set(profile(1), "active");
        set(profile(2), "active");
    }

    default NodeId node() {
        return world().register(SAMPLES);
    }

    default List<CallbackId> ended(NodeId node, ProfileId profile, Verdict verdict, int count) {
        List<Entry> entries = SAMPLES.many(count, profile);
        Await.result(world().journal().append(node, entries));
        Await.result(world().ledger()
                .record(
                        node,
                        entries.stream()
                                .map(entry -> tried(fresh(entry), verdict))
                                .toList(),
                        NOW));
        return ids(entries);
    }

    default Range range(ProfileId profile, CallbackState state) {
        return new Range(profile, state, NOW, NOW.plusSeconds(600), false);
    }

    default Replay opened(Range range) {
        Replay replay = new Replay(
                new ReplayId(SAMPLES.uuid()),
                AccountId.DEFAULT,
                range,
                new Count(7, true),
                new Replay.Progress(ReplayState.RUNNING, 0, LATER, Optional.empty(), Optional.empty()));
        assertThat(Await.result(replays().open(replay))).isEmpty();
        return replay;
    }

    default List<Running> claim(NodeId node) {
        return Await.result(replays().claim(node, 10, LATER));
    }

    default Portion repeat(NodeId node, Running replay, int most) {
        return repeat(node, replay, most, NO_BOUND);
    }

    default Portion repeat(NodeId node, Running replay, int most, int examinedMax) {
        List<CallbackId> fresh =
                Stream.generate(SAMPLES::uuid).limit(most).map(CallbackId::new).toList();
        return Await.result(replays().repeat(node, replay, fresh, examinedMax, LATER));
    }

    default Replay read(ReplayId id) {
        return Await.result(replays().find(AccountId.DEFAULT, id)).orElseThrow();
    }

    @Test
    default void repeatsEachOnceInPortionsOldestFirst() {
        NodeId node = node();
        List<CallbackId> failed = ended(node, profile(1), Verdict.FAILED, 7);
        ended(node, profile(1), Verdict.DELIVERED, 3);
        ended(node, profile(2), Verdict.FAILED, 3);
        Replay replay = opened(range(profile(1), CallbackState.FAILED));

        assertThat(repeat(node, claim(node).get(0), 3)).isEqualTo(new Portion(3, false));
        assertThat(repeats().keySet()).containsExactlyElementsOf(failed.subList(0, 3));
        assertThat(read(replay.id()).progress().made()).isEqualTo(3);
        assertThat(repeat(node, claim(node).get(0), 3)).isEqualTo(new Portion(3, false));
        assertThat(repeat(node, claim(node).get(0), 3)).isEqualTo(new Portion(1, true));

        assertThat(claim(node)).isEmpty();
        assertThat(repeats().keySet()).containsExactlyElementsOf(failed);
        assertThat(repeats().values()).allMatch(copies -> copies.size() == 1);
        assertThat(world().allWaiting()).isEqualTo(7);
        Replay done = read(replay.id());
        assertThat(done.progress().state()).isEqualTo(ReplayState.DONE);
        assertThat(done.progress().made()).isEqualTo(7);
        assertThat(done.progress().endedAt()).contains(LATER);
        assertThat(done.counted()).isEqualTo(new Count(7, true));
        assertThat(done.range()).isEqualTo(replay.range());
    }

    @Test
    default void aCopyIsAsItsOriginalButDoesNotExpire() {
        NodeId node = node();
        var mayfly = SAMPLES.callback(profile(1));
        Entry expired = SAMPLES.fresh(
                new dev.ringback.domain.Callback(mayfly.id(), mayfly.profile(), mayfly.event(), mayfly.data(), NOW));
        Await.result(world().journal().append(node, List.of(expired)));
        Await.result(world().ledger().record(node, List.of(tried(fresh(expired), Verdict.EXPIRED)), NOW));
        opened(range(profile(1), CallbackState.FAILED));

        repeat(node, claim(node).get(0), 3);

        List<Claimed> claimed = Await.result(world().backlog().claim(node, Map.of(profile(1), 5), LATER));
        assertThat(claimed).singleElement().satisfies(copy -> {
            assertThat(copy.number()).isEqualTo(1);
            assertThat(copy.callback().id()).isNotEqualTo(mayfly.id());
            assertThat(copy.callback().event()).isEqualTo(mayfly.event());
            assertThat(copy.callback().data()).isEqualTo(mayfly.data());
            assertThat(copy.callback().expiresAt()).isEqualTo(Instant.MAX);
        });
    }

    @Test
    default void eachStateFindsItsOwn() {
        NodeId node = node();
        Map<CallbackState, List<CallbackId>> all = Map.of(
                CallbackState.DELIVERED, ended(node, profile(1), Verdict.DELIVERED, 2),
                CallbackState.FAILED, ended(node, profile(1), Verdict.FAILED, 3),
                CallbackState.SKIPPED, ended(node, profile(1), Verdict.SKIPPED, 4),
                CallbackState.CANCELLED, ended(node, profile(1), Verdict.CANCELLED, 5));
        ended(node, profile(1), Verdict.retryAt(LATER), 1);

        all.forEach((state, expected) -> {
            Range range = range(profile(1), state);
            assertThat(Await.result(replays().count(range, NO_BOUND))).isEqualTo(new Count(expected.size(), true));
            List<CallbackId> before = new ArrayList<>(repeats().keySet());
            opened(range);
            assertThat(repeat(node, claim(node).get(0), 10)).isEqualTo(new Portion(expected.size(), true));
            List<CallbackId> after = new ArrayList<>(repeats().keySet());
            after.removeAll(before);
            assertThat(after).as(state.word()).containsExactlyElementsOf(expected);
        });
    }

    @Test
    default void whatWasRepeatedIsNotRepeatedAgainUnlessAskedFor() {
        NodeId node = node();
        for (CallbackState state : List.of(CallbackState.FAILED, CallbackState.DELIVERED)) {
            Verdict verdict = state == CallbackState.FAILED ? Verdict.FAILED : Verdict.DELIVERED;
            List<CallbackId> all = ended(node, profile(1), verdict, 5);
            Range range = range(profile(1), state);
            Replay first = opened(range);
            assertThat(repeat(node, claim(node).get(0), 3).made()).isEqualTo(3);
            Await.result(replays().cancel(AccountId.DEFAULT, first.id(), LATER));

            assertThat(Await.result(replays().count(range, NO_BOUND))).isEqualTo(new Count(2, true));
            opened(range);
            assertThat(repeat(node, claim(node).get(0), 10)).isEqualTo(new Portion(2, true));
            assertThat(repeats().keySet()).containsAll(all);
            assertThat(repeats().values()).allMatch(copies -> copies.size() == 1);

            Range everything = new Range(range.profile(), state, range.from(), range.to(), true);
            assertThat(Await.result(replays().count(everything, NO_BOUND))).isEqualTo(new Count(5, true));
            opened(everything);
            assertThat(repeat(node, claim(node).get(0), 10)).isEqualTo(new Portion(5, true));
            all.forEach(id -> assertThat(repeats().get(id)).hasSize(2));
            loseRepeats();
        }
    }

    /** Takes away what was repeated so far. */
    void loseRepeats();

    @Test
    default void timesAreBounds() {
        NodeId node = node();
        List<CallbackId> failed = ended(node, profile(1), Verdict.FAILED, 5);
        Range middle = new Range(profile(1), CallbackState.FAILED, at(failed.get(1)), at(failed.get(4)), false);
        opened(middle);

        assertThat(Await.result(replays().count(middle, NO_BOUND))).isEqualTo(new Count(3, true));
        assertThat(repeat(node, claim(node).get(0), 10)).isEqualTo(new Portion(3, true));
        assertThat(repeats().keySet()).containsExactlyElementsOf(failed.subList(1, 4));
    }

    private static Instant at(CallbackId id) {
        return dev.ringback.domain.Uuid7.time(id.value());
    }

    @Test
    default void aBoundedCountSaysSo() {
        ended(node(), profile(1), Verdict.FAILED, 5);

        assertThat(Await.result(replays().count(range(profile(1), CallbackState.FAILED), 5)))
                .isEqualTo(new Count(5, false));
        assertThat(Await.result(replays().count(range(profile(1), CallbackState.DELIVERED), 3)))
                .isEqualTo(new Count(0, false));
    }

    /** Where few of many fit, a portion ends before it is full, and the next goes on behind. */
    @Test
    default void aPortionLooksAtNoMoreThanItsBound() {
        NodeId node = node();
        ended(node, profile(1), Verdict.SKIPPED, 8);
        ended(node, profile(1), Verdict.FAILED, 2);
        opened(range(profile(1), CallbackState.FAILED));

        assertThat(repeat(node, claim(node).get(0), 5, 4)).isEqualTo(new Portion(0, false));
        assertThat(repeat(node, claim(node).get(0), 5, 4)).isEqualTo(new Portion(0, false));
        assertThat(repeat(node, claim(node).get(0), 5, 4)).isEqualTo(new Portion(2, true));
    }

    /** As after a commit whose answer was lost, and as by a node that was thought dead. */
    @Test
    default void aRepeatOfAPortionDoesNothing() {
        NodeId node = node();
        ended(node, profile(1), Verdict.FAILED, 4);
        opened(range(profile(1), CallbackState.FAILED));
        Running seen = claim(node).get(0);

        assertThat(repeat(node, seen, 3).made()).isEqualTo(3);
        assertThat(repeat(node, seen, 3)).isEqualTo(new Portion(0, false));
        assertThat(world().allWaiting()).isEqualTo(3);
    }

    @Test
    default void aReplayIsOneLivingNodesAndTheNextOneGoesOn() {
        NodeId dead = node();
        NodeId survivor = node();
        List<CallbackId> failed = ended(survivor, profile(1), Verdict.FAILED, 5);
        opened(range(profile(1), CallbackState.FAILED));
        Running seen = claim(dead).get(0);
        assertThat(claim(survivor)).isEmpty();
        assertThat(repeat(survivor, seen, 2)).isEqualTo(new Portion(0, false));
        assertThat(repeat(dead, seen, 2).made()).isEqualTo(2);

        assertThat(Await.result(world().nodes().fence(dead, survivor, List.of())))
                .isTrue();

        Running taken = claim(survivor).get(0);
        assertThat(repeat(dead, taken, 2)).isEqualTo(new Portion(0, false));
        assertThat(repeat(survivor, taken, 5)).isEqualTo(new Portion(3, true));
        assertThat(repeats().keySet()).containsExactlyElementsOf(failed);
        assertThat(repeats().values()).allMatch(copies -> copies.size() == 1);
    }

    @Test
    default void aReplayOfANodeThatIsGoneIsAnothers() {
        NodeId gone = node();
        NodeId next = node();
        opened(range(profile(1), CallbackState.FAILED));
        assertThat(claim(gone)).hasSize(1);
        Await.result(world().nodes().remove(gone, gone));

        assertThat(claim(next)).hasSize(1);
    }

    @Test
    default void aCancelledReplayMakesNothingMore() {
        NodeId node = node();
        ended(node, profile(1), Verdict.FAILED, 5);
        Replay replay = opened(range(profile(1), CallbackState.FAILED));
        repeat(node, claim(node).get(0), 2);
        Running seen = claim(node).get(0);

        assertThat(Await.result(replays().cancel(AccountId.DEFAULT, replay.id(), LATER)))
                .isTrue();
        assertThat(Await.result(replays().cancel(AccountId.DEFAULT, replay.id(), LATER)))
                .isFalse();

        assertThat(repeat(node, seen, 2)).isEqualTo(new Portion(0, false));
        assertThat(claim(node)).isEmpty();
        assertThat(read(replay.id()).progress().state()).isEqualTo(ReplayState.CANCELLED);
        assertThat(world().allWaiting()).isEqualTo(2);
    }

    @Test
    default void oneReplayAtATimeOverTheSameCallbacks() {
        Replay first = opened(range(profile(1), CallbackState.FAILED));
        opened(range(profile(1), CallbackState.SKIPPED));
        opened(range(profile(2), CallbackState.FAILED));
        Replay second = new Replay(
                new ReplayId(SAMPLES.uuid()), first.account(), first.range(), first.counted(), first.progress());

        assertThat(Await.result(replays().open(second))).contains(first.id());
        Await.result(replays().cancel(AccountId.DEFAULT, first.id(), LATER));
        assertThat(Await.result(replays().open(second))).isEmpty();
    }

    @Test
    default void aReplayWaitsForRoomAndForItsProfile() {
        NodeId node = node();
        Replay replay = opened(range(profile(1), CallbackState.FAILED));
        List<Entry> due = Stream.generate(() -> SAMPLES.scheduled(profile(1), NOW))
                .limit(10)
                .toList();
        Await.result(world().journal().append(node, due));

        assertThat(claim(node)).extracting(Running::isReady).containsExactly(false);
        Await.result(world().backlog().claim(node, Map.of(profile(1), 1), LATER));
        assertThat(claim(node)).extracting(Running::isReady).containsExactly(true);

        set(profile(1), "disabled");
        assertThat(claim(node)).extracting(Running::isReady).containsExactly(false);
        assertThat(read(replay.id()).progress().state()).isEqualTo(ReplayState.PAUSED);
        set(profile(1), "deleted");
        assertThat(claim(node)).isEmpty();
        assertThat(read(replay.id()).progress().state()).isEqualTo(ReplayState.CANCELLED);
        assertThat(read(replay.id()).progress().reason()).contains("the profile was deleted");
    }

    @Test
    default void replaysAreListedNewestFirstAndForgottenInTheEnd() {
        List<ReplayId> all = new ArrayList<>();
        for (CallbackState state : List.of(CallbackState.FAILED, CallbackState.SKIPPED, CallbackState.CANCELLED)) {
            all.add(0, opened(range(profile(1), state)).id());
        }

        assertThat(listed(Optional.empty(), 2)).containsExactlyElementsOf(all.subList(0, 2));
        assertThat(listed(Optional.of(all.get(1)), 2)).containsExactly(all.get(2));
        AccountId stranger = new AccountId("acc_00000000000000000000000000");
        assertThat(Await.result(replays().list(stranger, Optional.empty(), 9))).isEmpty();
        assertThat(Await.result(replays().find(stranger, all.get(0)))).isEmpty();
        assertThat(Await.result(replays().cancel(stranger, all.get(0), LATER))).isFalse();

        Await.result(replays().cancel(AccountId.DEFAULT, all.get(0), NOW));
        Await.result(replays().dropOlder(LATER));
        assertThat(listed(Optional.empty(), 9)).containsExactlyElementsOf(all.subList(1, 3));
    }

    default List<ReplayId> listed(Optional<ReplayId> before, int most) {
        return Await.result(replays().list(AccountId.DEFAULT, before, most)).stream()
                .map(Replay::id)
                .toList();
    }
}
