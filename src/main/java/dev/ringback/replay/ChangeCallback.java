package dev.ringback.replay;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Uuid7;
import dev.ringback.flow.Licence;
import dev.ringback.history.CallbackDetail;
import dev.ringback.history.CallbackStore;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemType;
import dev.ringback.replay.CallbackChanges.Cancelled;
import dev.ringback.replay.CallbackChanges.Retried;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Retry and cancel of one callback. A retry keeps the callback's id, makes one attempt at once, under the next number, and then follows the
 * schedule from its beginning. What cannot be done is a {@link Problem}.
 */
public final class ChangeCallback {
    private final CallbackChanges changes;
    private final CallbackStore history;
    private final Licence licence;
    private final InstantSource clock;
    private final Terms terms;

    public ChangeCallback(
            CallbackChanges changes, CallbackStore history, Licence licence, InstantSource clock, Terms terms) {
        this.changes = changes;
        this.history = history;
        this.licence = licence;
        this.clock = clock;
        this.terms = terms;
    }

    /** How long callbacks are kept; {@code backlogHasWork} is told of a retry. */
    public record Terms(Duration retention, Runnable backlogHasWork) {}

    Future<CallbackDetail> retry(AccountId account, CallbackId id) {
        Instant now = clock.instant();
        return changes.retry(account, id, Uuid7.floor(now.minus(terms.retention())), now)
                .compose(retried -> retried == Retried.DONE
                        ? read(account, id)
                                .onSuccess(found -> terms.backlogHasWork().run())
                        : Future.failedFuture(refusal(id, retried).exception()));
    }

    Future<CallbackDetail> cancel(AccountId account, CallbackId id) {
        return changes.cancel(licence.node(), account, id, clock.instant())
                .compose(cancelled -> cancelled == Cancelled.DONE || cancelled == Cancelled.BEFORE
                        ? read(account, id)
                        : Future.failedFuture(refusal(id, cancelled).exception()));
    }

    private Future<CallbackDetail> read(AccountId account, CallbackId id) {
        return history.find(account, id)
                .map(found -> found.orElseThrow(() -> unknown(id).exception()));
    }

    private static Problem refusal(CallbackId id, Retried why) {
        return switch (why) {
            case DONE, UNKNOWN -> unknown(id);
            case WAITING ->
                conflict("The callback waits for its next attempt already; only one that has failed, was skipped or"
                        + " was cancelled can be retried.");
            case IN_HAND ->
                conflict("The callback is being delivered; only one that has failed, was skipped or was cancelled can"
                        + " be retried.");
            case DELIVERED ->
                conflict("The callback was delivered. To deliver it again, replay it: POST /v1/callbacks/replay makes"
                        + " a new callback of it.");
            case EXPIRED ->
                conflict("The callback has expired, so no attempt may be made. POST /v1/callbacks/replay makes a new"
                        + " callback of it that does not expire.");
            case TOO_OLD ->
                conflict("The callback is as old as callbacks are kept, and about to be dropped."
                        + " POST it anew if it is still of use.");
            case PROFILE_DISABLED ->
                conflict("The callback's profile is disabled, so the callback would be skipped. Enable the profile"
                        + " first.");
            case PROFILE_DELETED -> conflict("The callback's profile is deleted, so there is nobody to call.");
        };
    }

    private static Problem refusal(CallbackId id, Cancelled why) {
        return switch (why) {
            case DONE, BEFORE, UNKNOWN -> unknown(id);
            case IN_HAND ->
                conflict("The callback is being delivered, so it cannot be cancelled now. When this attempt fails, it"
                        + " waits for the next one and can be.");
            case DELIVERED -> conflict("The callback was delivered already.");
            case FAILED -> conflict("The callback has failed already: no more attempts are made.");
            case SKIPPED -> conflict("The callback was skipped already: no more attempts are made.");
        };
    }

    private static Problem unknown(CallbackId id) {
        return Problem.notFound("There is no callback " + id + " here.");
    }

    private static Problem conflict(String words) {
        return Problem.of(ProblemType.CONFLICT, words);
    }
}
