package dev.ringback.mail;

import dev.ringback.ambient.Ids;
import dev.ringback.domain.NodeId;
import dev.ringback.mail.MailStore.Due;
import dev.ringback.mail.MailStore.Next;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which reports go out now: those whose period has ended a few minutes ago, when every node has written what belongs to it. Periods that
 * were missed while nothing ran are made up for one by one, the oldest first, with a pause between two of one account.
 */
public final class PlanReports {
    private static final Logger LOG = LoggerFactory.getLogger(PlanReports.class);
    /** After the end of a period: its last attempts are recorded by then. */
    static final Duration AFTER_END = Duration.ofMinutes(2);
    /** Between two reports of one account that are late. */
    static final Duration BETWEEN_LATE = Duration.ofMinutes(10);
    /** What is older is of no use to anybody, and its counts may be gone. */
    static final Duration LATE_MAX = Duration.ofDays(31);

    private static final int PORTION = 50;

    private final MailStore store;
    private final BeatsPassed beats;
    private final InstantSource clock;
    private final Ids ids;

    public PlanReports(MailStore store, BeatsPassed beats, InstantSource clock, Ids ids) {
        this.store = store;
        this.beats = beats;
        this.clock = clock;
        this.ids = ids;
    }

    /** When a report of a period that ends then is looked at first. */
    public static Instant dueAt(Instant periodEnd) {
        return periodEnd.plus(AFTER_END);
    }

    /** Says how many it has decided to send. */
    public Future<Integer> plan(NodeId node) {
        Instant now = clock.instant();
        return beats.look(now)
                .compose(passed -> store.due(now.isBefore(passed) ? now : passed, PORTION))
                .compose(due -> each(node, due, now));
    }

    private Future<Integer> each(NodeId node, List<Due> due, Instant now) {
        Future<Integer> taken = Future.succeededFuture(0);
        for (Due one : due) {
            taken = taken.compose(before -> take(node, one, now).map(took -> took ? before + 1 : before));
        }
        return taken;
    }

    private Future<Boolean> take(NodeId node, Due due, Instant now) {
        Instant nextEnd = due.frequency().holding(due.periodEnd(), due.zone()).to();
        boolean tooLate = due.periodEnd().plus(LATE_MAX).isBefore(now);
        Instant earliest = tooLate ? now : now.plus(BETWEEN_LATE);
        Instant nextDue = dueAt(nextEnd).isAfter(earliest) ? dueAt(nextEnd) : earliest;
        if (tooLate) {
            LOG.warn("the report of account {} up to {} is too late to be of use", due.account(), due.periodEnd());
        }
        return store.take(node, due, new Next(ids.uuid(), nextEnd, nextDue, !tooLate), now);
    }
}
