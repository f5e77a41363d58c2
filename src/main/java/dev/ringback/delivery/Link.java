package dev.ringback.delivery;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.HttpClientConnectionInternal;
import io.vertx.core.net.SocketAddress;

/** One open connection to a receiver, at one address. Carries one call at a time. */
final class Link {
    private final HttpClientConnection connection;
    private final HttpClientConnectionInternal inner;
    private final SocketAddress address;
    private boolean closing;
    private boolean used;
    private long idleSince;

    Link(HttpClientConnection connection, SocketAddress address, Runnable closed) {
        this.connection = connection;
        this.address = address;
        // The handler's setter answers the connection that Vert.x wraps: the way to the channel, which the public one
        // does not give.
        this.inner = (HttpClientConnectionInternal) connection.closeHandler(gone -> {
            closing = true;
            closed.run();
        });
        inner.evictionHandler(leaving -> closing = true);
        inner.channelHandlerContext()
                .pipeline()
                .addBefore(inner.channelHandlerContext().name(), "interim", new InterimAnswers());
        // Whatever breaks is told to the call on it; without a handler Vert.x logs it as an error of ours.
        connection.exceptionHandler(broken -> {});
    }

    Future<HttpClientRequest> request(RequestOptions options) {
        used = true;
        return connection.request(options);
    }

    SocketAddress address() {
        return address;
    }

    /** Whether an earlier call went over it, so that the receiver may have closed it meanwhile. */
    boolean isUsed() {
        return used;
    }

    /** Whether the next call may go over it. One with unsent bytes would hold that call back. */
    boolean isFit() {
        return !closing
                && inner.channelHandlerContext().channel().isActive()
                && inner.channelHandlerContext().channel().isWritable();
    }

    long idleSince() {
        return idleSince;
    }

    void idleSince(long tick) {
        idleSince = tick;
    }

    /**
     * Closes at once. Vert.x's own close first waits until all is written, and a receiver that does not read would keep the connection
     * open for ever.
     */
    void close() {
        closing = true;
        var unused = inner.channelHandlerContext().close();
    }
}
