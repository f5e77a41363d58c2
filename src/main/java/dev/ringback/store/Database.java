package dev.ringback.store;

import dev.ringback.config.DatabaseUrl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The ways into PostgreSQL, each for another use, so that a slow report never stands before an intake's flush. After a restart of the
 * server they connect again by themselves; what was under way fails.
 */
public final class Database {
    private static final Sql sql = Sql.load("database");
    private static final int VERSION_MIN = 150000;
    private static final int PIPELINED_MAX = 64;
    private static final int WAITING_MAX = 10_000;
    private static final int CONNECT_MILLIS = 3_000;
    /** Each waits as long as a connection may take: half a minute in all. */
    private static final int OPENINGS_MAX = 6;

    private static final int ACQUIRE_MILLIS = 5_000;
    private static final int STATEMENTS_CACHED_MAX = 256;

    private final Vertx vertx;
    private final DatabaseUrl url;
    private final SqlClient statements;
    private final SqlClient reads;
    private final Pool transactions;
    private final List<SqlClient> own = new CopyOnWriteArrayList<>();

    /** How many connections for each use. */
    public record Connections(int statements, int reads, int transactions) {
        /** Half for transactions, a quarter for reads, the rest for single statements, which share a connection between many. */
        public static Connections of(int total) {
            int transactions = Math.max(1, total / 2);
            int reads = Math.max(1, total / 4);
            return new Connections(Math.max(1, total - transactions - reads), reads, transactions);
        }

        public int total() {
            return statements + reads + transactions;
        }
    }

    /** The database's clock is the local one plus the offset, give or take half the round trip. */
    public record ClockOffset(Duration offset, Duration roundTrip) {}

    private Database(Vertx vertx, DatabaseUrl url, Connections connections) {
        this.vertx = vertx;
        this.url = url;
        // A write that takes this long will not be waited for: whoever sent it looks up later what became of it.
        this.statements = PgBuilder.client()
                .with(size(connections.statements))
                .with(network())
                .connectingTo(onPath(options(url, "30s")))
                .using(vertx)
                .build();
        this.reads = PgBuilder.client()
                .with(size(connections.reads))
                .with(network())
                .connectingTo(options(url, "10s"))
                .using(vertx)
                .build();
        this.transactions = PgBuilder.pool()
                .with(size(connections.transactions))
                .with(network())
                .connectingTo(options(url, "30s").addProperty("idle_in_transaction_session_timeout", "30s"))
                .using(vertx)
                .build();
    }

    /** Connects once and refuses a server that is too old. */
    public static Future<Database> open(Vertx vertx, DatabaseUrl url, Connections connections) {
        return open(vertx, url, connections, VERSION_MIN);
    }

    /**
     * A server of one's own, which has said that it is ready: if it is slow to answer the machine is busy, and a node that gave up would have to be
     * started again, which makes it busier.
     */
    public static Future<Database> openOwn(Vertx vertx, DatabaseUrl url, Connections connections) {
        return openOwn(vertx, url, connections, OPENINGS_MAX);
    }

    private static Future<Database> openOwn(Vertx vertx, DatabaseUrl url, Connections connections, int triesLeft) {
        return open(vertx, url, connections)
                .recover(failure -> triesLeft > 1 && failure.getCause() != null && Passing.is(failure.getCause())
                        ? openOwn(vertx, url, connections, triesLeft - 1)
                        : Future.failedFuture(failure));
    }

    static Future<Database> open(Vertx vertx, DatabaseUrl url, Connections connections, int versionMin) {
        var database = new Database(vertx, url, connections);
        return database.version()
                .recover(failure -> Future.failedFuture(
                        new StoreException("Cannot open the database " + where(url) + ": " + reason(failure), failure)))
                .compose(version -> version >= versionMin
                        ? Future.succeededFuture(database)
                        : Future.failedFuture(new StoreException("PostgreSQL " + versionMin / 10_000
                                + " or newer is needed; " + where(url) + " is version " + version / 10_000 + "."
                                + version % 10_000)))
                .recover(failure -> database.close().transform(closed -> Future.failedFuture(failure)));
    }

    /** For single statements on the path of callbacks: many travel on one connection, so none may be slow. */
    public SqlClient statements() {
        return statements;
    }

    /**
     * One connection for the one who asks, whose statements never stand behind another's. Made for the event loop it is first
     * used on, and closed with the database.
     */
    public SqlClient own() {
        return own(onPath(options(url, "30s")));
    }

    /** The same with one statement at a time on its way: whoever loses the connection knows that no other comes after it. */
    SqlClient oneByOne() {
        return own(onPath(options(url, "30s")).setPipeliningLimit(1));
    }

    private SqlClient own(PgConnectOptions options) {
        SqlClient client = PgBuilder.client()
                .with(size(1))
                .with(network())
                .connectingTo(options)
                .using(vertx)
                .build();
        own.add(client);
        return client;
    }

    /** For the pages and reports: cut off after 10 s. */
    public SqlClient reads() {
        return reads;
    }

    public Pool transactions() {
        return transactions;
    }

    public DatabaseUrl url() {
        return url;
    }

    /** For a connection of one's own, as LISTEN needs it: no statement on it is cut off. */
    public static PgConnectOptions options(DatabaseUrl url) {
        return options(url, "0");
    }

    /** A connection for the step alone, without a limit of time; what it locks is free when the step has ended. */
    <T> Future<T> alone(Function<SqlConnection, Future<T>> step) {
        return PgConnection.connect(vertx, options(url))
                .compose(connection -> step.apply(connection).eventually(connection::close));
    }

    Vertx vertx() {
        return vertx;
    }

    /** Measured on a connection nobody else uses, so that no batch stands before the question. */
    public Future<ClockOffset> clockOffset(InstantSource local) {
        return transactions.withConnection(connection -> {
            var asked = local.instant();
            return connection.preparedQuery(sql.get("clock")).execute().map(rows -> {
                var roundTrip = Duration.between(asked, local.instant());
                var time =
                        rows.iterator().next().get(OffsetDateTime.class, "time").toInstant();
                return new ClockOffset(Duration.between(asked.plus(roundTrip.dividedBy(2)), time), roundTrip);
            });
        });
    }

    /** A connection that is still being made to a silent server is not waited for. */
    public Future<Void> close() {
        List<Future<Void>> closing = new ArrayList<>();
        own.forEach(client -> closing.add(client.close()));
        closing.addAll(List.of(statements.close(), reads.close(), transactions.close()));
        return Future.join(closing)
                .timeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
                .transform(closed -> Future.succeededFuture());
    }

    private Future<Integer> version() {
        return reads.preparedQuery(sql.get("server_version"))
                .execute()
                .map(rows -> rows.iterator().next().getInteger("version"));
    }

    private static PoolOptions size(int connections) {
        return new PoolOptions()
                .setMaxSize(connections)
                .setMaxWaitQueueSize(WAITING_MAX)
                .setConnectionTimeout(ACQUIRE_MILLIS)
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    private static NetClientOptions network() {
        // A server that vanished without a word would else be waited for until the system gives up, a quarter of an
        // hour later.
        return new NetClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setTcpKeepAlive(true)
                .setTcpUserTimeout(2 * ACQUIRE_MILLIS);
    }

    private static PgConnectOptions options(DatabaseUrl url, String statementTimeout) {
        return new PgConnectOptions()
                .setHost(url.host())
                .setPort(url.port())
                .setDatabase(url.database())
                .setUser(url.user())
                .setPassword(url.password().value())
                .setPipeliningLimit(1)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(STATEMENTS_CACHED_MAX)
                // Unasked, the client forgets statements of some length, and has each flush with keys parsed and
                // planned anew.
                .setPreparedStatementCacheSqlFilter(statement -> true)
                .addProperty("application_name", "ringback")
                .addProperty("client_min_messages", "warning")
                .addProperty("statement_timeout", statementTimeout);
    }

    /**
     * For the statements of the path, each of which touches as many rows as it is given and finds each by an index. The planner cannot know that of
     * an array: it would plan anew each time, and read whole tables to join a handful of rows. Hashing stays: what a batch brings is joined with
     * what was recorded of it.
     */
    private static PgConnectOptions onPath(PgConnectOptions options) {
        return options.setPipeliningLimit(PIPELINED_MAX)
                .addProperty("plan_cache_mode", "force_generic_plan")
                .addProperty("enable_seqscan", "off");
    }

    private static String where(DatabaseUrl url) {
        return "postgresql://" + url.host() + ":" + url.port() + "/" + url.database();
    }

    private static String reason(Throwable failure) {
        return failure instanceof PgException refusal
                ? refusal.getErrorMessage()
                : String.valueOf(failure.getMessage());
    }
}
