package dev.ringback.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.ambient.Ids;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ReplayId;
import dev.ringback.history.CallbackState;
import dev.ringback.http.FieldError;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemException;
import dev.ringback.http.ProblemType;
import dev.ringback.profile.ProfileStore;
import dev.ringback.support.Await;
import dev.ringback.support.MemoryReplays;
import dev.ringback.support.TestClock;
import dev.ringback.support.Works;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartReplayTest {
    private static final Instant NOW = TestClock.START;
    private static final ProfileId ACTIVE = Works.profile(1);
    private static final ProfileId DISABLED = Works.profile(2);

    private final TestClock clock = new TestClock();
    private final MemoryReplays store = new MemoryReplays();
    private final StartReplay start =
            new StartReplay(store, profiles(), new Ids(clock, new Random(1)), clock, Duration.ofDays(30));

    /** One active and one disabled profile; nothing but reading is asked for. */
    private static ProfileStore profiles() {
        return (ProfileStore) Proxy.newProxyInstance(
                ProfileStore.class.getClassLoader(), new Class<?>[] {ProfileStore.class}, (self, method, with) -> {
                    assertThat(method.getName()).isEqualTo("read");
                    return Future.succeededFuture(SomeProfiles.find((ProfileId) with[1], ACTIVE, DISABLED));
                });
    }

    private static Range range(Instant from, Instant to) {
        return new Range(ACTIVE, CallbackState.FAILED, from, to, false);
    }

    private static Problem problem(Throwable refusal) {
        return ((ProblemException) refusal).problem();
    }

    @Test
    void beginsWithACountAndEndsBeforeNow() {
        Replay replay =
                Await.result(start.begin(AccountId.DEFAULT, range(NOW.minusSeconds(60), NOW.plusSeconds(3600))));

        assertThat(replay.counted()).isEqualTo(new Count(3, true));
        assertThat(replay.range()).isEqualTo(range(NOW.minusSeconds(60), NOW));
        assertThat(replay.progress().state()).isEqualTo(ReplayState.RUNNING);
        assertThat(store.opened).containsExactly(replay);
        assertThat(Await.result(start.read(AccountId.DEFAULT, replay.id()))).isEqualTo(replay);
    }

    @Test
    void aDryRunKeepsNothing() {
        assertThat(Await.result(start.count(AccountId.DEFAULT, range(NOW.minusSeconds(60), Instant.MAX))))
                .isEqualTo(new Count(3, true));
        assertThat(store.counted).containsExactly(range(NOW.minusSeconds(60), NOW));
        assertThat(store.opened).isEmpty();
    }

    @Test
    void aSecondOneIsToldOfTheFirst() {
        Replay first = Await.result(start.begin(AccountId.DEFAULT, range(NOW.minusSeconds(60), NOW)));

        Problem problem = problem(Await.failure(start.begin(AccountId.DEFAULT, range(NOW.minusSeconds(30), NOW))));

        assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT);
        assertThat(problem.detail()).contains(first.id().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-60; -60; from must be before to.",
                "-60; -120; from must be before to.",
                "60; 120; from must be in the past: only what has been accepted can be repeated.",
                "-2592001; 0; from must be within the last 30 days: callbacks are kept that long (retention.days).",
            })
    void refusesTimesThatHoldNothing(long from, long to, String words) {
        for (boolean dry : new boolean[] {true, false}) {
            Range range = range(NOW.plusSeconds(from), NOW.plusSeconds(to));
            assertThatThrownBy(() -> {
                        var unused =
                                dry ? start.count(AccountId.DEFAULT, range) : start.begin(AccountId.DEFAULT, range);
                    })
                    .satisfies(refusal ->
                            assertThat(problem(refusal).errors()).containsExactly(new FieldError("/from", words)));
        }
    }

    @Test
    void refusesAProfileThatIsNotThereOrNotActive() {
        Range unknown = new Range(Works.profile(3), CallbackState.FAILED, NOW.minusSeconds(60), NOW, false);
        Range disabled = new Range(DISABLED, CallbackState.FAILED, NOW.minusSeconds(60), NOW, false);

        Problem notThere = problem(Await.failure(start.begin(AccountId.DEFAULT, unknown)));
        assertThat(notThere.type()).isEqualTo(ProblemType.UNKNOWN_PROFILE);
        assertThat(notThere.errors()).extracting(FieldError::pointer).containsExactly("/profile_id");
        assertThat(problem(Await.failure(start.count(AccountId.DEFAULT, disabled)))
                        .type())
                .isEqualTo(ProblemType.CONFLICT);
        assertThat(store.opened).isEmpty();
    }

    @Test
    void aReplayThatIsNotThereIsNotFound() {
        assertThat(problem(Await.failure(start.cancel(AccountId.DEFAULT, new ReplayId(new UUID(1, 1)))))
                        .type())
                .isEqualTo(ProblemType.NOT_FOUND);
    }

    @Test
    void tellsAllThatIsWrongWithAWish() {
        JsonObject wrong = new JsonObject()
                .put("profile_id", "cbp_1")
                .put("state", "waiting")
                .put("form", "2026-11-22T10:00:00Z")
                .put("to", "yesterday")
                .put("dry_run", "yes");

        assertThatThrownBy(() -> ReplayJson.wish(wrong))
                .satisfies(refusal -> assertThat(problem(refusal).errors())
                        .extracting(FieldError::pointer)
                        .containsExactlyInAnyOrder("/profile_id", "/state", "/from", "/form", "/to", "/dry_run"));
        assertThatThrownBy(() -> ReplayJson.wish(new JsonObject()))
                .satisfies(refusal -> assertThat(problem(refusal).errors())
                        .extracting(FieldError::detail)
                        .isEqualTo(List.of("profile_id is required.", "state is required.", "from is required.")));
        assertThatThrownBy(() -> ReplayJson.wish(new JsonObject().put("state", "faild")))
                .satisfies(refusal -> assertThat(problem(refusal).errors())
                        .extracting(FieldError::detail)
                        .anyMatch(detail -> detail.contains("Did you mean \"failed\"?")));
    }

    @Test
    void aWishWithoutAnEndIsForAllUntilNow() {
        ReplayJson.Wish wish = ReplayJson.wish(new JsonObject()
                .put("profile_id", ACTIVE.toString())
                .put("state", "skipped")
                .put("from", "2026-11-22T09:00:00Z"));

        assertThat(wish.range())
                .isEqualTo(new Range(
                        ACTIVE, CallbackState.SKIPPED, Instant.parse("2026-11-22T09:00:00Z"), Instant.MAX, false));
        assertThat(wish.isDryRun()).isFalse();
    }
}
