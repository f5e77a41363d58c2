package dev.ringback.store;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells the troubles of the database that pass by themselves from bugs: it is away, starting, full up, or slow. */
public final class Passing {
    /** Connection lost, resources short, stopped by the operator or a timeout, deadlock or serialization failure. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "40");

    private Passing() {}

    public static boolean is(Throwable failure) {
        if (failure instanceof PgException refusal) {
            String state = refusal.getSqlState();
            return state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2));
        }
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof VertxException;
    }
}
