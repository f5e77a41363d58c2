package dev.ringback.store;

import dev.ringback.domain.ProfileId;
import dev.ringback.profile.ProfileChanges;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a connection of its own for the hints that {@code profile.sql} sends; connects again for as long as it takes. */
public final class PgProfileChanges implements ProfileChanges {
    private static final Logger LOG = LoggerFactory.getLogger(PgProfileChanges.class);
    private static final String CHANNEL = "ringback_profile";
    private static final long RECONNECT_MILLIS = 500;

    private final PgSubscriber subscriber;

    public PgProfileChanges(Vertx vertx, Database database) {
        subscriber = PgSubscriber.subscriber(vertx, Database.options(database.url()))
                .reconnectPolicy(tries -> RECONNECT_MILLIS);
    }

    @Override
    public Future<Void> listen(Consumer<ProfileId> changed, Runnable connected) {
        subscriber
                .channel(CHANNEL)
                .subscribeHandler(listening -> connected.run())
                .handler(id -> {
                    try {
                        changed.accept(new ProfileId(UUID.fromString(id)));
                    } catch (IllegalArgumentException notAnId) {
                        LOG.warn("a hint on {} that is no profile's id is left alone", CHANNEL);
                    }
                });
        return subscriber.connect();
    }

    @Override
    public Future<Void> close() {
        return subscriber.close();
    }
}
