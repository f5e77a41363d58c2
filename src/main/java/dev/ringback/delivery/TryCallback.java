package dev.ringback.delivery;

import dev.ringback.delivery.MakeCall.Made;
import dev.ringback.domain.Header;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.Work;
import dev.ringback.domain.access.Grant;
import dev.ringback.domain.access.TokenAnswer;
import dev.ringback.domain.access.TokenAnswer.NoToken;
import dev.ringback.profile.CompiledAccess.TokenCall;
import dev.ringback.profile.CompiledProfile;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt: gets the token if the profile needs one, makes the request, calls. A receiver that answers 401 to a token is called once more
 * within the attempt, with a new one. Used from one event loop.
 */
final class TryCallback {
    private static final Logger LOG = LoggerFactory.getLogger(TryCallback.class);
    private static final int UNAUTHORIZED = 401;

    private final MakeCall makeCall;
    private final Receivers receivers;
    private final Tokens tokens;
    private final FetchToken fetch;

    TryCallback(MakeCall makeCall, Receivers receivers, Tokens tokens, FetchToken fetch) {
        this.makeCall = makeCall;
        this.receivers = receivers;
        this.tokens = tokens;
        this.fetch = fetch;
    }

    /** An attempt under way. The profile is the one it is made from. */
    record Try(Work work, CompiledProfile profile, Instant startedAt) {}

    /** Told once for each attempt. */
    interface Ended {
        void told(Try tried, Outcome outcome, Made made);
    }

    void start(Try tried, Ended ended) {
        Optional<TokenCall> call = tried.profile().access().token();
        if (call.isEmpty()) {
            send(tried, Optional.empty(), ended);
        } else {
            withToken(new Needing(tried, call.get(), true), ended);
        }
    }

    /** An attempt that needs a token; whether a refused one may still be followed by another. */
    private record Needing(Try tried, TokenCall call, boolean again) {}

    private void withToken(Needing needing, Ended ended) {
        Try tried = needing.tried();
        Instant now = fetch.now();
        Optional<Grant> fresh = tokens.fresh(tried.profile(), needing.call(), now);
        if (fresh.isPresent()) {
            sendWith(needing, fresh.get(), ended);
            return;
        }
        tokens.get(tried.profile(), needing.call(), fetch, now).onComplete(done -> {
            TokenAnswer answer = done.succeeded() ? done.result() : new NoToken(String.valueOf(done.cause()));
            if (answer instanceof Grant grant) {
                sendWith(needing, grant, ended);
            } else if (answer instanceof NoToken none) {
                ended.told(
                        tried,
                        Outcome.failed(OutcomeKind.NO_TOKEN, "not sent: " + none.reason()),
                        new Made.Impossible(none.reason()));
            }
        });
    }

    private void sendWith(Needing needing, Grant grant, Ended ended) {
        Try tried = needing.tried();
        Header header = needing.call().header(grant.token().value());
        send(tried, Optional.of(header), (same, outcome, made) -> {
            if (needing.again()
                    && outcome.httpStatus() == UNAUTHORIZED
                    && !tried.profile().success().get(UNAUTHORIZED)
                    && tokens.refused(tried.profile(), needing.call(), grant, fetch.now())) {
                withToken(new Needing(tried, needing.call(), false), ended);
            } else {
                ended.told(tried, outcome, made);
            }
        });
    }

    private void send(Try tried, Optional<Header> token, Ended ended) {
        Made made = made(tried, token);
        if (made instanceof Made.Ready ready) {
            called(ready).onComplete(done -> {
                Outcome outcome = done.succeeded()
                        ? done.result()
                        : Outcome.failed(
                                OutcomeKind.BROKEN, String.valueOf(done.cause().getMessage()));
                ended.told(tried, outcome, made);
            });
        } else {
            String reason = made instanceof Made.Impossible impossible ? impossible.reason() : "";
            ended.told(tried, Outcome.failed(OutcomeKind.UNRENDERABLE, reason), made);
        }
    }

    /** A bug in one template or its data must cost that callback its attempt, not its lane a place for ever. */
    private Made made(Try tried, Optional<Header> token) {
        Work work = tried.work();
        try {
            Made made = makeCall.of(work, tried.profile(), tried.startedAt());
            return made instanceof Made.Ready ready && token.isPresent() ? ready.with(token.get()) : made;
        } catch (RuntimeException bug) {
            LOG.error(
                    "the request of callback {} cannot be made", work.callback().id(), bug);
            return new Made.Impossible("this is a fault of ours; the node's log has more");
        }
    }

    private Future<Outcome> called(Made.Ready ready) {
        try {
            return receivers.call(ready.call());
        } catch (RuntimeException bug) {
            return Future.failedFuture(bug);
        }
    }
}
