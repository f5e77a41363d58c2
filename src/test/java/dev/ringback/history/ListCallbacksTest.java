package dev.ringback.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Uuid7;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListCallbacksTest {
    private static final ProfileId PROFILE = new ProfileId(new UUID(1, 1));

    private final List<Scan.Depth> asked = new ArrayList<>();
    private int own = 1_000_000;

    @Test
    void aFullPageTakesOneScan() {
        var page = page(many(100, id -> true), Optional.empty(), 10, 1000);

        assertThat(page.callbacks()).hasSize(10);
        assertThat(page.next()).contains(page.callbacks().get(9).id());
        assertThat(asked).containsExactly(new Scan.Depth(11, 11, false));
    }

    @Test
    void theLastPageNamesNoNext() {
        var page = page(many(10, id -> true), Optional.empty(), 10, 1000);

        assertThat(page.callbacks()).hasSize(10);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void looksDeeperUntilThePageIsFull() {
        var page = page(many(900, id -> id % 50 == 0), Optional.empty(), 3, 1000);

        assertThat(page.callbacks()).extracting(ListCallbacksTest::number).containsExactly(850, 800, 750);
        assertThat(asked).hasSizeGreaterThan(1).isSortedAccordingTo((a, b) -> Integer.compare(a.share(), b.share()));
    }

    @Test
    void stopsAtItsBoundAndSaysWhereToGoOn() {
        var page = page(many(900, id -> id == 3), Optional.empty(), 3, 200);

        assertThat(page.callbacks()).isEmpty();
        assertThat(page.next()).isPresent();
        assertThat(page.lookedBackTo()).contains(Uuid7.time(page.next().get().value()));
        assertThat(asked.stream().mapToInt(Scan.Depth::share).sum()).isLessThanOrEqualTo(200 + 4);
    }

    @Test
    void anAccountThatIsRareAmongAllIsLookedForProfileByProfile() {
        own = 0;

        var page = page(many(900, id -> id % 50 == 0), Optional.empty(), 3, 1000);

        assertThat(page.callbacks()).extracting(ListCallbacksTest::number).containsExactly(850, 800, 750);
        assertThat(asked.get(0).byProfile()).isFalse();
        assertThat(asked.subList(1, asked.size())).allMatch(Scan.Depth::byProfile);
    }

    @Test
    void pagesMeetEachCallbackOnceWhateverTheBound() {
        for (int bound : List.of(1, 7, 60, 5000)) {
            var numbers = new ArrayList<Integer>();
            var next = Optional.<CallbackId>empty();
            do {
                var page = page(many(300, id -> id % 7 == 0), next, 4, bound);
                page.callbacks().forEach(callback -> numbers.add(number(callback)));
                next = page.next();
            } while (next.isPresent());

            assertThat(numbers)
                    .as("bound %d", bound)
                    .isEqualTo(IntStream.rangeClosed(0, 42)
                            .map(i -> 294 - 7 * i)
                            .boxed()
                            .toList());
        }
    }

    private ListCallbacks.Page page(List<CallbackSummary> all, Optional<CallbackId> after, int limit, int examinedMax) {
        var list = new ListCallbacks(new Fake(all), examinedMax);
        return Await.result(list.page(AccountId.DEFAULT, CallbackFilter.NONE, after, limit));
    }

    /** Of the numbers 0 to count - 1, in the state delivered where they match and waiting where not; the fake shows the former. */
    private static List<CallbackSummary> many(int count, Predicate<Integer> matches) {
        return IntStream.range(0, count)
                .mapToObj(i -> count - 1 - i)
                .map(i -> new CallbackSummary(
                        new CallbackId(Uuid7.of(1_000_000L + i, 0, 0)),
                        PROFILE,
                        Optional.empty(),
                        Optional.empty(),
                        matches.test(i) ? CallbackState.DELIVERED : CallbackState.WAITING,
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }

    private static int number(CallbackSummary callback) {
        return (int) (callback.acceptedAt().toEpochMilli() - 1_000_000);
    }

    /** One profile's callbacks, newest first. */
    private final class Fake implements CallbackStore {
        private final List<CallbackSummary> all;

        Fake(List<CallbackSummary> all) {
            this.all = all;
        }

        @Override
        public Future<Scan> scan(AccountId account, CallbackFilter filter, IdRange range, Scan.Depth depth) {
            asked.add(depth);
            var examined = all.stream()
                    .filter(callback -> Uuid7.compare(callback.id().value(), range.below()) < 0)
                    .limit(depth.share())
                    .toList();
            var floor = examined.size() < depth.share()
                    ? Optional.<CallbackId>empty()
                    : Optional.of(examined.get(examined.size() - 1).id());
            var found = examined.stream()
                    .filter(callback -> callback.state() == CallbackState.DELIVERED)
                    .limit(depth.wanted())
                    .toList();
            return Future.succeededFuture(
                    new Scan(found, floor, examined.size(), depth.byProfile() ? examined.size() : own));
        }

        @Override
        public Future<Optional<CallbackDetail>> find(AccountId account, CallbackId id) {
            throw new AssertionError("not asked here");
        }
    }
}
