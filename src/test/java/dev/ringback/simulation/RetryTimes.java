package dev.ringback.simulation;

import dev.ringback.domain.Attempt;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When retries come: by the profile's schedule or the receiver's wish, whichever is later, and at most a tenth after. */
final class RetryTimes {
    private RetryTimes() {}

    static void check(World world, Settlement settlement) {
        if (!(settlement instanceof Settlement.Tried tried) || !tried.retries()) {
            return;
        }
        Attempt attempt = tried.attempt();
        Customer customer = world.customers().of(attempt.work().callback().profile());
        if (customer.edited) {
            return;
        }
        Verdict verdict = attempt.verdict();
        Optional<Duration> wait =
                customer.spec.delivery().retry().waitAfter(attempt.work().turn());
        if (wait.isEmpty()) {
            throw world.broken(Rule.RETRY_TIME, "attempt " + attempt.work().number() + " was the last: " + verdict);
        }
        Duration asked = attempt.outcome().retryAfter().orElse(Duration.ZERO);
        Duration least = asked.compareTo(wait.get()) > 0 ? asked : wait.get();
        Instant earliest = attempt.times().finishedAt().plus(least);
        Instant latest = earliest.plus(least.dividedBy(10)).plusNanos(1000);
        if (verdict.dueAt().isBefore(earliest) || verdict.dueAt().isAfter(latest)) {
            throw world.broken(
                    Rule.RETRY_TIME, "due at " + verdict.dueAt() + ", not between " + earliest + " and " + latest);
        }
    }
}
