package dev.ringback.delivery;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Looks up the addresses of a name, for the event loop that asks. Fails with {@link java.net.UnknownHostException} when it has none. */
interface Names {
    Future<List<InetAddress>> resolve(String name);
}
