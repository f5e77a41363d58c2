package dev.ringback.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** A body that is coming in. After its future is done it takes no notice of what comes. */
interface Reading<T> {
    Future<T> future();

    /** In milliseconds of the clock. */
    long deadline();

    void chunk(Buffer chunk);

    void end();

    void late();

    /** The connection went away, or what came was not HTTP. */
    void broken(Throwable cause);

    /** Gives back what it held of the budget. */
    void close();
}
