package dev.ringback.support;

import dev.ringback.flow.Trouble;
import dev.ringback.support.memory.Schedule;
import dev.ringback.support.memory.Statement;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.function.Supplier;

/** How a store that a test plays answers: well, not at all, late, or as one whose connection broke before or after the commit. */
public final class Mood implements Schedule {
    private final ArrayDeque<Kind> next = new ArrayDeque<>();
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private Kind usual = Kind.WELL;

    /** What happens to one statement. */
    public enum Kind {
        WELL,
        UNAVAILABLE,
        FENCED,
        /** The connection breaks after the commit. */
        UNKNOWN_WRITTEN,
        /** The connection breaks, and nothing was written. */
        UNKNOWN_LOST,
        /** Not before {@link #release()}; only then is it done. */
        LATE,
        /** A bug of the store. */
        THROWS
    }

    /** From now on, but for those named by {@link #next}. */
    public void usually(Kind kind) {
        usual = kind;
    }

    /** The next statements, one each. */
    public void next(Kind... kinds) {
        Collections.addAll(next, kinds);
    }

    public int held() {
        return held.size();
    }

    /** The oldest that was late is done and answered. */
    public void release() {
        held.remove().run();
    }

    public void releaseAll() {
        while (!held.isEmpty()) {
            release();
        }
    }

    /** {@code statement} does it all and may throw a {@link Trouble} of its own. */
    public <T> Future<T> answer(Supplier<T> statement) {
        Kind kind = next.isEmpty() ? usual : next.remove();
        return switch (kind) {
            case WELL -> done(statement);
            case UNAVAILABLE -> failed(Trouble.Kind.UNAVAILABLE);
            case FENCED -> failed(Trouble.Kind.FENCED);
            case UNKNOWN_LOST -> failed(Trouble.Kind.FATE_UNKNOWN);
            case UNKNOWN_WRITTEN -> done(statement).compose(done -> failed(Trouble.Kind.FATE_UNKNOWN));
            case LATE -> {
                Promise<T> promise = Promise.promise();
                held.add(() -> done(statement).onComplete(promise));
                yield promise.future();
            }
            case THROWS -> throw new IllegalStateException("a bug of the store");
        };
    }

    @Override
    public void submitted(Statement statement) {
        Kind kind = next.isEmpty() ? usual : next.remove();
        switch (kind) {
            case WELL -> statement.run();
            case UNAVAILABLE -> statement.refuse(Trouble.Kind.UNAVAILABLE);
            case FENCED -> statement.refuse(Trouble.Kind.FENCED);
            case UNKNOWN_LOST -> {
                statement.drop();
                statement.lose();
            }
            case UNKNOWN_WRITTEN -> {
                statement.runTo(Statement.Step.ANSWER);
                statement.lose();
            }
            case LATE -> held.add(statement::run);
            case THROWS -> throw new IllegalStateException("a bug of the store");
        }
    }

    public static <T> Future<T> failed(Trouble.Kind kind) {
        return Future.failedFuture(new Trouble(kind, kind.name()));
    }

    private static <T> Future<T> done(Supplier<T> statement) {
        try {
            return Future.succeededFuture(statement.get());
        } catch (Trouble trouble) {
            return Future.failedFuture(trouble);
        }
    }
}
