package dev.ringback.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Listens, on one event loop; all instances share the port. On stop it takes no new connections and lets requests finish. */
public final class HttpVerticle extends VerticleBase {
    private static final int HEADERS_BYTES_MAX = 16 << 10;
    private static final int FIRST_LINE_BYTES_MAX = 8 << 10;
    private static final int IDLE_SECONDS_MAX = 75;

    private final String host;
    private final int port;
    private final Duration grace;
    private final Supplier<Site> site;

    private @Nullable HttpServer server;

    /** {@code site} is asked once, on the event loop: {@code () -> Api.of(…).site()}. */
    public HttpVerticle(String host, int port, Duration grace, Supplier<Site> site) {
        this.host = host;
        this.port = port;
        this.grace = grace;
        this.site = site;
    }

    @Override
    public Future<?> start() {
        Site served = site.get();
        server = vertx.createHttpServer(options())
                .requestHandler(served.requests())
                .invalidRequestHandler(served.malformed());
        return server.listen().recover(cause -> {
            // The cause alone names neither the address nor a setting.
            String said = "Cannot listen on " + host + ":" + port + " (http.host, http.port): " + cause.getMessage();
            return Future.failedFuture(new IllegalStateException(said, cause));
        });
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** 0 before it listens. With port 0 the system chooses one; then only one instance makes sense. */
    public int actualPort() {
        return server == null ? 0 : server.actualPort();
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setReuseAddress(true)
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
                // There are no web sockets here; each connection would still have a handler for them.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxHeaderSize(HEADERS_BYTES_MAX)
                .setMaxInitialLineLength(FIRST_LINE_BYTES_MAX)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(IDLE_SECONDS_MAX);
    }
}
