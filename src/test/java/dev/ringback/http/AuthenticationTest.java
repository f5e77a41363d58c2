package dev.ringback.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyHash;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.Scope;
import dev.ringback.support.ManualTimers;
import dev.ringback.support.TestClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    private static final Caller CALLER = new Caller(AccountId.DEFAULT, new KeyId(new UUID(0, 1)), Set.of(Scope.READ));
    private static final String HEADER = "Bearer secret";

    private final Queue<Promise<Optional<Caller>>> lookups = new ArrayDeque<>();
    private final Revocations revocations = new Revocations();
    private final TestClock clock = new TestClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final Authentication authentication = new Authentication(this::lookUp, revocations, clock, timers);
    private int asked;

    private Future<Optional<Caller>> lookUp(KeyHash hash) {
        assertThat(hash).isEqualTo(KeyHash.of("secret"));
        asked++;
        Promise<Optional<Caller>> answer = Promise.promise();
        lookups.add(answer);
        return answer.future();
    }

    private void answer(Optional<Caller> caller) {
        lookups.remove().complete(caller);
    }

    @Test
    void looksUpOnceForAllWhoAskMeanwhile() {
        Future<Caller> first = authentication.caller(HEADER);
        Future<Caller> second = authentication.caller(HEADER);

        answer(Optional.of(CALLER));

        assertThat(asked).isEqualTo(1);
        assertThat(first.result()).isEqualTo(CALLER);
        assertThat(second.result()).isEqualTo(CALLER);
        assertThat(authentication.cached(HEADER)).contains(CALLER);
        assertThat(authentication.cached("Bearer secreT")).isEmpty();
    }

    @Test
    void asksAgainAfterTenSeconds() {
        var unused = authentication.caller(HEADER);
        answer(Optional.of(CALLER));

        timers.advance(KnownCallers.KEPT.minusMillis(1));
        assertThat(authentication.cached(HEADER)).contains(CALLER);
        timers.advance(Duration.ofMillis(1));
        assertThat(authentication.cached(HEADER)).isEmpty();
        Future<Caller> again = authentication.caller(HEADER);
        answer(Optional.empty());

        assertThat(asked).isEqualTo(2);
        assertThat(again.failed()).isTrue();
        assertThat(authentication.cached(HEADER)).isEmpty();
    }

    @Test
    void forgetsAtOnceWhatWasRevoked() {
        var unused = authentication.caller(HEADER);
        answer(Optional.of(CALLER));

        revocations.announce();

        assertThat(authentication.cached(HEADER)).isEmpty();
    }

    @Test
    void doesNotKeepAnAnswerThatMayBeOlderThanARevocation() {
        Future<Caller> underWay = authentication.caller(HEADER);
        revocations.announce();

        answer(Optional.of(CALLER));

        assertThat(underWay.succeeded()).isTrue();
        assertThat(authentication.cached(HEADER)).isEmpty();
    }

    @Test
    void remembersAWrongKeyBriefly() {
        var first = authentication.caller(HEADER);
        answer(Optional.empty());
        Future<Caller> second = authentication.caller(HEADER);

        assertThat(first.failed()).isTrue();
        assertThat(second.failed()).isTrue();
        assertThat(asked).isEqualTo(1);
        timers.advance(KnownCallers.REFUSAL_KEPT);
        var third = authentication.caller(HEADER);
        assertThat(third.isComplete()).isFalse();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aFailedLookUpIsNeitherKeptNorCalledARefusal() {
        Future<Caller> caller = authentication.caller(HEADER);

        lookups.remove().fail("away");

        assertThat(caller.cause()).hasMessage("away");
        var again = authentication.caller(HEADER);
        assertThat(again.isComplete()).isFalse();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aDatabaseThatSaysNothingIsNotWaitedFor() {
        Future<Caller> caller = authentication.caller(HEADER);

        timers.advance(KnownCallers.ANSWER_MAX);

        assertThat(caller.cause())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type()).isEqualTo(ProblemType.UNAVAILABLE));
        answer(Optional.of(CALLER));
        assertThat(authentication.cached(HEADER)).contains(CALLER);
        assertThat(timers.size()).isZero();
    }

    @Test
    void takesTheSchemeInAnyCaseAndNoOther() {
        Future<Caller> lower = authentication.caller("bearer secret");
        answer(Optional.of(CALLER));

        assertThat(lower.succeeded()).isTrue();
        assertThat(authentication.caller("Basic secret").failed()).isTrue();
        assertThat(authentication.caller("Bearer ").failed()).isTrue();
        assertThat(authentication.caller("Bearer " + "x".repeat(600)).failed()).isTrue();
        assertThat(authentication.caller((String) null).failed()).isTrue();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void scopesImplyAsDocumented() {
        assertThat(new Caller(AccountId.DEFAULT, CALLER.by(), Set.of(Scope.OPERATOR)).may(Scope.ADMIN))
                .isTrue();
        assertThat(new Caller(AccountId.DEFAULT, CALLER.by(), Set.of(Scope.ADMIN)).may(Scope.PUBLISH))
                .isTrue();
        assertThat(new Caller(AccountId.DEFAULT, CALLER.by(), Set.of(Scope.ADMIN)).may(Scope.OPERATOR))
                .isFalse();
        assertThat(new Caller(AccountId.DEFAULT, CALLER.by(), Set.of(Scope.PUBLISH)).may(Scope.READ))
                .isFalse();
        assertThat(CALLER.may(Scope.ADMIN)).isFalse();
    }
}
