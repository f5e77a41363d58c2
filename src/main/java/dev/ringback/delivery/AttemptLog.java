package dev.ringback.delivery;

import dev.ringback.domain.Outcome;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of the log by which a callback can be followed, by its id. */
final class AttemptLog {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);

    private AttemptLog() {}

    /** Each attempt at the level debug; at info what will not be tried again and was not delivered. */
    static void tell(Work work, Outcome outcome, Verdict verdict) {
        String words = "callback {} of {}: attempt {} {} {} {}, {}";
        Object[] values = {
            work.callback().id(),
            work.callback().profile(),
            work.number(),
            outcome.kind().word(),
            outcome.httpStatus(),
            outcome.error(),
            verdict.isFinal() ? verdict.kind() : verdict.dueAt()
        };
        if (verdict.kind() == Verdict.Kind.FAILED) {
            LOG.info(words, values);
        } else if (LOG.isDebugEnabled()) {
            LOG.debug(words, values);
        }
    }
}
