package dev.ringback.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.domain.AccountId;
import dev.ringback.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        List<String> seen = new ArrayList<>();
        Watch watch = feed.watch(ALL, seen::add);
        int[] built = {0};

        for (int i = 0; i < 500; i++) {
            watch.offer(() -> {
                built[0]++;
                return "{}";
            });
        }

        assertThat(seen).hasSize(20);
        assertThat(built[0]).isEqualTo(20);
        assertThat(watch.nextSecond()).isEqualTo(480);
        watch.offer(() -> "{}");
        assertThat(seen).hasSize(21);
        assertThat(watch.nextSecond()).isZero();
    }
}
