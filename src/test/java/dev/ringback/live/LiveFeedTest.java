package dev.ringback.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
    private static final LiveFilter ALL =
            new LiveFilter(AccountId.DEFAULT, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final LiveFeed feed = new LiveFeed(2);

    @Test
    void anAccountMayOpenSoManyAndAPlaceIsFreeAgainWhenOneLeaves() {
        Watch first = feed.watch(ALL, glimpse -> {});
        Watch second = feed.watch(ALL, glimpse -> {});

        assertThatThrownBy(() -> feed.watch(ALL, glimpse -> {}))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("live.account_streams_max");
        feed.leave(first);
        feed.leave(feed.watch(ALL, glimpse -> {}));
        assertThat(feed.isWatched()).isTrue();
        feed.leave(second);
        assertThat(feed.isWatched()).isFalse();
    }

    @Test
    void showsTwentyASecondAndCountsTheRestWithoutBuildingThem() {
        List<Watch.Shown> seen = new ArrayList<>();
        Watch watch = feed.watch(ALL, seen::add);
        int[] built = {0};

        for (int i = 0; i < 500; i++) {
            watch.offer(seen(i, false, () -> built[0]++));
        }

        assertThat(seen).hasSize(20);
        assertThat(built[0]).isEqualTo(20);
        assertThat(watch.nextSecond()).isEqualTo(480);
        watch.offer(seen(501, false, () -> {}));
        assertThat(seen).hasSize(21);
        assertThat(watch.nextSecond()).isZero();
    }

    @Test
    void whatBecomesOfAShownOneIsShownHoweverMuchPasses() {
        List<Watch.Shown> shown = new ArrayList<>();
        Watch watch = feed.watch(ALL, shown::add);
        for (int i = 0; i < 500; i++) {
            watch.offer(seen(i, false, () -> {}));
        }

        assertThat(watch.follows(id(3))).isTrue();
        assertThat(watch.follows(id(300))).isFalse();
        watch.show(seen(3, true, () -> {}));

        assertThat(shown).hasSize(21);
        assertThat(watch.follows(id(3))).isFalse();
    }

    private static Watch.Seen seen(int number, boolean ended, Runnable built) {
        return new Watch.Seen(id(number), ended, () -> {
            built.run();
            return "{}";
        });
    }

    private static CallbackId id(int number) {
        return new CallbackId(new UUID(7, number));
    }
}
