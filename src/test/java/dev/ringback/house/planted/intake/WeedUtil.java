package dev.ringback.house.planted.intake;

import dev.ringback.house.planted.domain.Weed;
import dev.ringback.house.planted.store.PgWeeds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpClient;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** Breaks the rules that {@code ArchitectureTest} shows to be found, one a line, and is not final. */
public class WeedUtil {
    Supplier<UUID> chance = UUID::randomUUID;
    Instant time = Instant.now();
    JsonObject tree = new JsonObject();
    Weed other = new Weed();

    void overhear(Vertx vertx) {
        vertx.eventBus().consumer("weeds", (Message<Object> message) -> message.reply(new PgWeeds().count()));
    }

    Future<Void> call(HttpClient client) {
        return client.close();
    }

    Future<Void> ask(SqlClient client) {
        return client.close();
    }
}
