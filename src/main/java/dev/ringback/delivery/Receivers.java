package dev.ringback.delivery;

import dev.ringback.domain.Outcome;
import io.vertx.core.Future;

/** The customers' servers, as the delivery stage sees them. */
public interface Receivers extends TokenServers {
    /**
     * Calls a receiver once. The Future never fails for anything that a receiver, a name server or the network does: each of these is an
     * outcome.
     */
    Future<Outcome> call(Call call);

    /** Where no profile needs a token, nobody asks. */
    @Override
    default Future<Traced> ask(Call call) {
        return Future.failedFuture(new UnsupportedOperationException("there are no token servers here"));
    }

    /** Lets go of what is kept open between calls. */
    default Future<Void> close() {
        return Future.succeededFuture();
    }
}
