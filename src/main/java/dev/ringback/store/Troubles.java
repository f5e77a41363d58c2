package dev.ringback.store;

import dev.ringback.flow.Trouble;
import dev.ringback.flow.Trouble.Kind;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells from what went wrong whether the statement was done (<a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">SQLSTATE</a>).
 * An error that the server reports for a statement means that it was rolled back; a connection that is lost means that nobody knows.
 */
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);
    /** The server ends the session, perhaps right after a commit. */
    private static final Set<String> SESSION_ENDED = Set.of("57P01", "57P02", "57P05");

    private static final String CHECK_VIOLATION = "23514";
    /** A value is too large for what it goes into, as a text for its index. */
    private static final String LIMIT_EXCEEDED = "54000";

    private Troubles() {}

    static <T> Future<T> told(Future<T> statement) {
        return statement.recover(failure -> Future.failedFuture(of(failure)));
    }

    static Trouble fenced() {
        return new Trouble(Kind.FENCED, "another node has taken over what this run of the node held");
    }

    static Trouble of(Throwable failure) {
        if (failure instanceof Trouble trouble) {
            return trouble;
        }
        if (failure instanceof PgException refusal) {
            return ofServer(refusal);
        }
        String words = String.valueOf(failure.getMessage());
        boolean notSent = failure instanceof ConnectException
                || failure instanceof TimeoutException
                || words.startsWith("Timeout")
                || words.contains("onnection refused")
                || words.contains("pool");
        return new Trouble(notSent ? Kind.UNAVAILABLE : Kind.FATE_UNKNOWN, words);
    }

    private static Trouble ofServer(PgException refusal) {
        String state = String.valueOf(refusal.getSqlState());
        String words = refusal.getErrorMessage() + " (SQLSTATE " + state + ")";
        if (SESSION_ENDED.contains(state) || state.startsWith("08")) {
            return new Trouble(Kind.FATE_UNKNOWN, words);
        }
        // A row that fits in no partition is no fault of the row: the partition of its day is missing.
        boolean noPartition = state.equals(CHECK_VIOLATION) && refusal.getConstraint() == null;
        if (!noPartition && (state.startsWith("22") || state.startsWith("23") || state.equals(LIMIT_EXCEEDED))) {
            return new Trouble(Kind.ROW_REFUSED, words);
        }
        if (!state.startsWith("57") && !state.startsWith("53") && !state.startsWith("40")) {
            LOG.error("a statement failed: {}", words);
        }
        return new Trouble(Kind.UNAVAILABLE, words);
    }
}
