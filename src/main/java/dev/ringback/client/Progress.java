package dev.ringback.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.function.Consumer;

/** What has become so far of many; it is done when no more come and none is under way. Used from one context. */
final class Progress {
    private final Consumer<Result> each;
    private final Promise<Tally> done = Promise.promise();
    private Tally tally = Tally.NONE;
    private int underWay;
    private boolean ended;
    private Optional<Throwable> failure = Optional.empty();

    Progress(Consumer<Result> each) {
        this.each = each;
    }

    Future<Tally> done() {
        return done.future();
    }

    boolean isEnded() {
        return ended;
    }

    void add(Submission submission, Future<BatchJson.Answer.Taken> answer) {
        underWay++;
        var unused = answer.onComplete(taken -> {
            underWay--;
            report(
                    taken.succeeded()
                            ? new Result.Accepted(
                                    submission,
                                    taken.result().id(),
                                    taken.result().state())
                            : new Result.Failed(submission, (NotAccepted) taken.cause()));
            finishWhenDone();
        });
    }

    private void report(Result result) {
        tally = tally.plus(result);
        try {
            each.accept(result);
        } catch (RuntimeException broken) {
            fail(broken);
        }
    }

    /** No more come. */
    void end() {
        ended = true;
        finishWhenDone();
    }

    /** The first failure counts; what is under way is still reported. */
    void fail(Throwable why) {
        failure = failure.or(() -> Optional.of(why));
        end();
    }

    private void finishWhenDone() {
        if (ended && underWay == 0) {
            boolean unused = failure.map(done::tryFail).orElseGet(() -> done.tryComplete(tally));
        }
    }
}
