package dev.ringback.flow;

import dev.ringback.domain.Attempt;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import java.time.Instant;

/** What delivery tells the ledger of a callback it had in hand: an attempt with its verdict, or that it goes to the backlog untried. */
public sealed interface Settlement {
    Work work();

    /** The callback was tried, or has its final record without a try. */
    record Tried(Attempt attempt) implements Settlement {
        @Override
        public Work work() {
            return attempt.work();
        }

        public boolean retries() {
            return attempt.verdict().kind() == Verdict.Kind.RETRY;
        }
    }

    /** The callback leaves memory and is worth another look at {@code dueAt}. */
    record Postponed(Work work, Instant dueAt) implements Settlement {}
}
