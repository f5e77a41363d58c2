package dev.ringback.store;

import dev.ringback.config.DatabaseUrl;
import dev.ringback.config.Secret;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sessions of a role of its own. A deferred trigger lets each of its transactions that has written a row wait at its commit for an advisory lock,
 * which the test takes; and its connections pass through a relay, which can cut them so that only the client notices.
 */
final class PgHeldStores implements HeldStores {
    private static final String ROLE = "held";
    private static final String PASSWORD = "a role of the tests";
    private static final List<String> TABLES =
            List.of("callback", "attempt", "backlog", "order_key", "node", "count_delta", "idempotency_key");

    private final PgStoreWorld world;
    private final SqlConnection holder;
    private final NetServer relay;
    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
    private final Database database;
    private final InstantSource clock;

    PgHeldStores(Vertx vertx, PgStoreWorld world, InstantSource clock) {
        this.world = world;
        this.clock = clock;
        prepare();
        holder = world.session();
        DatabaseUrl url = world.database().url();
        relay = vertx.createNetServer().connectHandler(client -> {
            client.pause();
            sockets.add(client);
            client.closeHandler(closed -> sockets.remove(client));
            vertx.createNetClient()
                    .connect(url.port(), url.host())
                    .onFailure(failure -> client.close())
                    .onSuccess(server -> join(client, server));
        });
        int port = Await.result(relay.listen(0, "localhost")).actualPort();
        database = Await.result(Database.open(
                vertx,
                new DatabaseUrl("localhost", port, url.database(), ROLE, new Secret(PASSWORD)),
                new Database.Connections(1, 1, 4)));
    }

    private static void join(NetSocket client, NetSocket server) {
        client.handler(server::write);
        server.handler(client::write);
        client.closeHandler(closed -> server.close());
        server.closeHandler(closed -> client.close());
        client.resume();
    }

    private void prepare() {
        world.run("do $$ begin create role " + ROLE + " superuser login password '" + PASSWORD
                + "'; exception when duplicate_object then null; end $$");
        world.run("create or replace function wait_to_be_let_go() returns trigger language plpgsql as $$ begin "
                + "if session_user = '" + ROLE + "' then perform pg_advisory_xact_lock_shared(1); end if; "
                + "return null; end $$");
        for (String table : TABLES) {
            world.run("create constraint trigger held after insert or update or delete on " + table
                    + " deferrable initially deferred for each row execute function wait_to_be_let_go()");
        }
    }

    @Override
    public PgJournal journal() {
        return new PgJournal(
                database.transactions(), database.transactions(), clock, Duration.ofHours(StoreWorld.KEYS_KEPT_HOURS));
    }

    @Override
    public PgLedger ledger() {
        return new PgLedger(database.transactions());
    }

    @Override
    public PgBacklog backlog() {
        return new PgBacklog(database.transactions());
    }

    @Override
    public PgNodes nodes() {
        return new PgNodes(database.transactions());
    }

    @Override
    public void hold() {
        PgStoreWorld.run(holder, "select pg_advisory_lock(1)");
    }

    @Override
    public void awaitHeld(int statements) {
        Await.until(
                statements + " statements stand before their commit",
                () -> world.count("pg_stat_activity where usename = '" + ROLE
                                + "' and datname = current_database() and wait_event = 'advisory'")
                        == statements);
    }

    @Override
    public void letGo() {
        PgStoreWorld.run(holder, "select pg_advisory_unlock_all()");
        awaitHeld(0);
    }

    @Override
    public void lose() {
        int before = sockets.size();
        sockets.forEach(socket -> Await.result(socket.close()));
        assert before > 0;
    }

    @Override
    public void end() {
        world.run("select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + ROLE
                + "' and datname = current_database()");
        Await.until(
                "their sessions have ended",
                () -> world.count("pg_stat_activity where usename = '" + ROLE
                                + "' and datname = current_database() and wait_event = 'advisory'")
                        == 0);
    }

    Future<Void> close() {
        return database.close().eventually(holder::close).eventually(relay::close);
    }
}
