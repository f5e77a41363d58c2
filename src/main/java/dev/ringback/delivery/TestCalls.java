package dev.ringback.delivery;

import dev.ringback.ambient.NodeClock;
import dev.ringback.config.Settings;
import dev.ringback.delivery.MakeCall.Made;
import dev.ringback.domain.Callback;
import dev.ringback.domain.Judge;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.access.Grant;
import dev.ringback.domain.access.TokenAnswer.NoToken;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.domain.template.RequestExcerpt;
import dev.ringback.profile.CompiledAccess.TokenCall;
import dev.ringback.profile.CompiledProfile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Calls a receiver once, for the Test of a profile: rendered, signed, guarded and judged like a first attempt, but nothing of it is journaled,
 * recorded, counted or tried again. How many run at once is the caller's to bound. Belongs to one event loop.
 */
public final class TestCalls {
    private final SingleCalls receivers;
    private final NodeClock clock;
    private final Caller caller;

    public TestCalls(Vertx vertx, Settings.Delivery limits, NodeClock clock, Caller caller) {
        this(new SingleCalls(vertx, limits, clock), clock, caller);
    }

    TestCalls(SingleCalls receivers, NodeClock clock, Caller caller) {
        this.receivers = receivers;
        this.clock = clock;
        this.caller = caller;
    }

    /** Who calls: as whom, to which receivers past the guard, and with what chance for nonces. */
    public record Caller(Predicate<RenderedRequest> ownInbox, String userAgent, RandomGenerator chance) {}

    public Future<Tested> test(CompiledProfile profile, Callback callback) {
        Instant now = clock.instant();
        // Made anew each time: it keeps the keys of the profiles that it signed for.
        Made made = new MakeCall(caller.ownInbox(), caller.userAgent(), caller.chance()).of(callback, 1, profile, now);
        if (made instanceof Made.Ready ready) {
            return profile.access()
                    .token()
                    .map(token -> withToken(profile, token, ready))
                    .orElseGet(() -> called(profile, ready, Optional.empty()));
        }
        String reason = made instanceof Made.Impossible impossible ? impossible.reason() : "";
        Outcome outcome = Outcome.failed(OutcomeKind.UNRENDERABLE, reason);
        return Future.succeededFuture(judged(profile, Optional.empty(), Traced.untried(outcome), Optional.empty()));
    }

    /** What a call would be made of. Nothing is sent, not even for a token: where it would stand is a mask. */
    public Previewed preview(CompiledProfile profile, Callback callback) {
        MakeCall make = new MakeCall(caller.ownInbox(), caller.userAgent(), caller.chance());
        Made made = make.of(callback, 1, profile, clock.instant());
        if (made instanceof Made.Ready ready) {
            Made.Ready whole = profile.access()
                    .token()
                    .map(token -> ready.with(token.header(RequestExcerpt.MASK)))
                    .orElse(ready);
            return new Previewed(Optional.of(whole.call().request()), make.locate(callback, profile), "");
        }
        String reason = made instanceof Made.Impossible impossible ? impossible.reason() : "";
        return new Previewed(Optional.empty(), List.of(), reason);
    }

    /** A token of its own: that of the callbacks may be good while the way to a new one is broken. */
    private Future<Tested> withToken(CompiledProfile profile, TokenCall call, Made.Ready ready) {
        FetchToken fetch = new FetchToken(receivers::call, clock, caller.userAgent());
        return fetch.traced(profile, call).compose(fetched -> {
            Optional<TokenTested> token =
                    Optional.of(new TokenTested(call.request(), fetched.traced(), fetched.answer()));
            if (fetched.answer() instanceof Grant grant) {
                return called(profile, ready.with(call.header(grant.token().value())), token);
            }
            String reason = fetched.answer() instanceof NoToken none ? none.reason() : "";
            Outcome outcome = Outcome.failed(OutcomeKind.NO_TOKEN, "not sent: " + reason);
            return Future.succeededFuture(judged(profile, Optional.empty(), Traced.untried(outcome), token));
        });
    }

    private Future<Tested> called(CompiledProfile profile, Made.Ready ready, Optional<TokenTested> token) {
        return receivers
                .call(ready.call())
                .map(traced -> judged(profile, Optional.of(ready.call().request()), traced, token));
    }

    private Tested judged(
            CompiledProfile profile, Optional<RenderedRequest> request, Traced traced, Optional<TokenTested> token) {
        Outcome outcome = traced.outcome();
        Instant now = clock.instant();
        boolean succeeded = profile.isSuccess(outcome);
        Judge.Tried tried = new Judge.Tried(profile.delivery().retry(), 1, succeeded, now, Instant.MAX);
        // Without jitter, which would show a wait that is never the same.
        Verdict verdict = Judge.verdict(tried, outcome, () -> 0);
        Optional<Duration> pause = verdict.kind() == Verdict.Kind.RETRY
                ? Optional.of(Duration.between(now, verdict.dueAt()))
                : Optional.empty();
        return new Tested(request, traced, verdict.kind(), pause, token);
    }
}
