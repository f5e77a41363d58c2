package dev.ringback.trial;

import dev.ringback.config.Settings;
import dev.ringback.domain.AccountId;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemType;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How many Tests run on this node, over all event loops, against how many may: in all, and of one account. */
public final class TestPlaces {
    private final Settings.Tests limits;
    private final Map<AccountId, Integer> taken = new HashMap<>();
    private int all;

    public TestPlaces(Settings.Tests limits) {
        this.limits = limits;
    }

    /** Runs the test if there is a place for it; if not, a problem. */
    <T> Future<T> within(AccountId account, Supplier<Future<T>> test) {
        if (!take(account)) {
            return Future.failedFuture(Problem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "Too many tests are running; try again when one has ended (delivery.tests_max,"
                                    + " delivery.account_tests_max).")
                    .retryAfter(Duration.ofSeconds(1))
                    .exception());
        }
        Future<T> running;
        try {
            running = test.get();
        } catch (RuntimeException failure) {
            running = Future.failedFuture(failure);
        }
        return running.onComplete(ended -> give(account));
    }

    private synchronized boolean take(AccountId account) {
        int own = taken.getOrDefault(account, 0);
        if (all >= limits.max() || own >= limits.perAccountMax()) {
            return false;
        }
        all++;
        taken.put(account, own + 1);
        return true;
    }

    private synchronized void give(AccountId account) {
        all--;
        taken.compute(account, (key, own) -> own == null || own <= 1 ? null : own - 1);
    }
}
