package dev.ringback.bench;

import dev.ringback.domain.CallbackId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A look into the node's embedded PostgreSQL, over a connection of its own. Blocks. */
final class Database {
    private static final Duration ANSWER_MAX = Duration.ofMinutes(10);
    private static final Duration SETTLED_MAX = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int PORT_LINE = 3;

    private final Vertx vertx;
    private final PgConnection connection;
    private final Path data;
    private final long pid;

    private Database(Path dataDir) throws IOException {
        Path home = dataDir.resolve("postgres");
        data = home.resolve("data");
        List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
        if (lines.size() <= PORT_LINE) {
            throw new IOException("the server is only starting");
        }
        pid = Long.parseLong(lines.get(0).strip());
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(Integer.parseInt(lines.get(PORT_LINE).strip()))
                .setDatabase("ringback")
                .setUser("ringback")
                .setPassword(Files.readString(home.resolve("password")).strip());
        vertx = Vertx.vertx();
        try {
            connection = await(PgConnection.connect(vertx, options));
        } catch (BenchException away) {
            close();
            throw away;
        }
    }

    static Database open(Path dataDir) {
        try {
            return new Database(dataDir);
        } catch (IOException | NumberFormatException failure) {
            throw new BenchException("the node's database cannot be found", failure);
        }
    }

    /** With each of its processes, none of which may tell the others. One that has ended meanwhile may have left its number to a stranger. */
    void killServer() {
        if (isServer()) {
            List<Long> all = new ArrayList<>(Proc.children(pid));
            all.add(0, pid);
            all.forEach(each -> ProcessHandle.of(each).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private boolean isServer() {
        List<String> words = Proc.commandLine(pid);
        int directory = words.indexOf("-D") + 1;
        try {
            return directory > 0 && directory < words.size() && Files.isSameFile(data, Path.of(words.get(directory)));
        } catch (IOException elsewhere) {
            return false;
        }
    }

    /** Of the server, the parent of all its processes. */
    long pid() {
        return pid;
    }

    /** How much write-ahead log there has been in all. */
    long walBytes() {
        return query("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint as bytes")
                .getLong("bytes");
    }

    /** Gives all that was accepted time to find its end; answers how much has found none. Nothing may be submitted any more. */
    long settle() {
        long[] last = {-1};
        boolean unused = Pause.until(SETTLED_MAX, () -> {
            Pause.of(LOOK);
            long before = last[0];
            last[0] = callbacks();
            return before == last[0] && unsettled() == 0;
        });
        return unsettled();
    }

    /** Callbacks without a final record; 0 when all that was accepted has found its end. */
    long unsettled() {
        return query("select (select count(*) from callback)"
                        + " - (select count(distinct callback_id) from attempt where verdict <> 0) as n")
                .getLong("n");
    }

    /** Callbacks whose delivery is recorded. */
    long delivered() {
        return query("select count(distinct callback_id) as n from attempt where verdict = 1")
                .getLong("n");
    }

    Set<UUID> nodes() {
        Set<UUID> nodes = new HashSet<>();
        rows("select id from node").forEach(row -> nodes.add(row.getUUID("id")));
        return nodes;
    }

    /** By node, the callbacks in its memory: those it accepted or claimed that have found neither an end nor the backlog. */
    Map<UUID, Set<String>> held() {
        Map<UUID, Set<String>> held = new HashMap<>();
        rows("""
                select n.id, c.id as callback_id
                from node n
                  left join callback c on c.id >= n.low_water
                    and c.node_number = n.number
                    and not exists (select from attempt a where a.callback_id = c.id and a.verdict <> 0)
                    and not exists (select from backlog b where b.callback_id = c.id)
                union all
                select claimed_by, callback_id
                from backlog
                where claimed_by is not null
                """).forEach(row -> {
            Set<String> mine = held.computeIfAbsent(row.getUUID("id"), none -> new HashSet<>());
            if (row.getUUID("callback_id") != null) {
                mine.add(new CallbackId(row.getUUID("callback_id")).toString());
            }
        });
        return held;
    }

    /** How many were ever accepted. */
    long callbacks() {
        return query("select count(*) as n from callback").getLong("n");
    }

    String setting(String name) {
        return query("select current_setting('" + name + "') as value").getString("value");
    }

    /** The first row. */
    Row query(String sql, Object... parameters) {
        return rows(sql, parameters).iterator().next();
    }

    RowSet<Row> rows(String sql, Object... parameters) {
        return await(connection.preparedQuery(sql).execute(Tuple.from(parameters)));
    }

    void execute(String sql) {
        var unused = await(connection.query(sql).execute());
    }

    void close() {
        try {
            await(vertx.close());
        } catch (BenchException gone) {
            // So is the connection.
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new BenchException("the database", failure);
        }
    }
}
