package dev.ringback.delivery;

import io.vertx.core.Future;

/** The servers that give tokens, as the delivery stage sees them. */
public interface TokenServers {
    /** Calls one once, on a connection of its own. The Future never fails for anything that the server or the network does. */
    Future<Traced> ask(Call call);
}
