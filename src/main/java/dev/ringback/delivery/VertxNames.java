package dev.ringback.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.resolver.NameResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The look-up of Vert.x: hosts file and name servers, asked without blocking; it keeps an answer as long as the answer allows. */
final class VertxNames implements Names {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final VertxInternal vertx;
    private final NameResolver resolver;

    VertxNames(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
        this.resolver = this.vertx.nameResolver();
    }

    @Override
    public Future<List<InetAddress>> resolve(String name) {
        // A promise of the context: the time limit of any other ends on a thread of its own.
        Promise<List<InetSocketAddress>> found = vertx.getOrCreateContext().promise();
        resolver.resolveAll(name, answer -> found.handle(answer));
        return found.future()
                .timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .map(all -> all.stream().map(InetSocketAddress::getAddress).toList());
    }
}
