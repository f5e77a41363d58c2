package dev.ringback.store;

import dev.ringback.config.DatabaseUrl;
import dev.ringback.config.Secret;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Sessions of a role of its own. A deferred trigger lets each of its transactions that has written a row wait at its commit for an advisory lock,
 * which the test takes; and its connections pass through a relay, which can cut them so that only the client notices.
 */
final class PgHeldStores implements HeldStores {
    private static final String ROLE = "held";
    /** Numbers that no other journal of a test has. */
    private static final int HELD = 100;

    private static final String PASSWORD = "a role of the tests";
    private static final List<String> TABLES =
            List.of("callback", "attempt", "backlog", "order_key", "node", "count_delta", "idempotency_key");

    private final PgStoreWorld world;
    private final SqlConnection holder;
    private final NetServer relay;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final AtomicLong relayed = new AtomicLong();
    private final Database database;
    private final PgJournal journal;
    private final InstantSource clock;
    private volatile boolean delaying;

    PgHeldStores(Vertx vertx, PgStoreWorld world, InstantSource clock) {
        this.world = world;
        this.clock = clock;
        prepare();
        holder = world.session();
        DatabaseUrl url = world.database().url();
        relay = vertx.createNetServer().connectHandler(client -> {
            client.pause();
            vertx.createNetClient()
                    .connect(url.port(), url.host())
                    .onFailure(failure -> client.close())
                    .onSuccess(server -> join(new Line(client, server)));
        });
        int port = Await.result(relay.listen(0, "localhost")).actualPort();
        database = Await.result(Database.open(
                vertx,
                new DatabaseUrl("localhost", port, url.database(), ROLE, new Secret(PASSWORD)),
                new Database.Connections(1, 1, 4)));
        journal = new PgJournal(
                database.transactions(),
                database.transactions(),
                HELD,
                clock,
                Duration.ofHours(StoreWorld.KEYS_KEPT_HOURS));
    }

    /** One connection's two halves. Cut, the server's half stays open, and nobody hears what it says. */
    private record Line(
            NetSocket client, NetSocket server, AtomicBoolean cut, List<Buffer> late, AtomicInteger answers) {
        Line(NetSocket client, NetSocket server) {
            this(client, server, new AtomicBoolean(), new CopyOnWriteArrayList<>(), new AtomicInteger());
        }

        Future<Void> lose() {
            cut.set(true);
            return client.close();
        }

        void arrive() {
            int before = answers.get();
            for (Buffer bytes : late) {
                Await.result(server.write(bytes));
            }
            Await.until("the server has answered", () -> answers.get() > before);
        }
    }

    private void join(Line line) {
        lines.add(line);
        line.client().handler(bytes -> {
            if (delaying) {
                line.late().add(bytes);
            } else {
                line.server().write(bytes).onSuccess(done -> relayed.addAndGet(bytes.length()));
            }
        });
        line.server().handler(bytes -> {
            line.answers().incrementAndGet();
            if (!line.cut().get()) {
                line.client().write(bytes);
            }
        });
        line.client().closeHandler(closed -> {
            if (!line.cut().get()) {
                line.server().close();
            }
        });
        line.server().closeHandler(closed -> {
            lines.remove(line);
            line.client().close();
        });
        line.client().resume();
    }

    /** Until what was sent has come to the server: nothing more has come for some looks. */
    void awaitSilence() {
        long[] seen = {-1};
        int[] same = {0};
        Await.until("nothing more is sent", () -> {
            same[0] = relayed.get() == seen[0] ? same[0] + 1 : 0;
            seen[0] = relayed.get();
            return same[0] == 20;
        });
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
        return journal;
    }

    /** As a node has it. */
    PgJournal journalAlone() {
        return PgJournal.alone(database, HELD + 1, clock, Duration.ofHours(StoreWorld.KEYS_KEPT_HOURS));
    }

    /** Until none of these sessions does anything. */
    void awaitIdle() {
        Await.until(
                "their sessions are idle",
                () -> world.count("pg_stat_activity where usename = '" + ROLE
                                + "' and datname = current_database() and state <> 'idle'")
                        == 0);
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
        lines.stream()
                .filter(line -> line.cut().get())
                .forEach(line -> Await.result(line.server().close()));
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
        Await.until(
                "what was held has committed",
                () -> world.count("pg_stat_activity where usename = '" + ROLE
                                + "' and datname = current_database() and state <> 'idle' "
                                + "and (wait_event_type is distinct from 'Lock' or wait_event = 'advisory')")
                        == 0);
    }

    @Override
    public void lose() {
        if (delaying) {
            Await.until(
                    "something was sent",
                    () -> lines.stream().anyMatch(line -> !line.late().isEmpty()));
        }
        lines.forEach(line -> Await.result(line.lose()));
        delaying = false;
    }

    @Override
    public void delay() {
        delaying = true;
    }

    @Override
    public void arrive() {
        lines.stream().filter(line -> !line.late().isEmpty()).forEach(Line::arrive);
    }

    @Override
    public void end() {
        List<Integer> sessions = new ArrayList<>();
        world.ask("select pid, pg_terminate_backend(pid) from pg_stat_activity where usename = '" + ROLE
                        + "' and datname = current_database()")
                .forEach(row -> sessions.add(row.getInteger("pid")));
        Await.until(
                "their sessions have ended",
                () -> world.count("pg_stat_activity where pid = any ('{"
                                + sessions.stream().map(String::valueOf).collect(Collectors.joining(",")) + "}')")
                        == 0);
        letGo();
    }

    Future<Void> close() {
        return database.close().eventually(holder::close).eventually(relay::close);
    }
}
