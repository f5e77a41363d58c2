package dev.ringback.store;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import dev.ringback.ledger.LedgerStore;
import dev.ringback.support.Await;
import dev.ringback.support.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** PostgreSQL with the schema and partitions around {@link Samples#NOW}, each store on a connection of its own. */
final class PgStoreWorld implements StoreWorld {
    private final Vertx vertx = Vertx.vertx();
    private final Database database;
    private final PgJournal journal;
    private int journals;
    private volatile Instant now = Samples.NOW;
    private Optional<PgHeldStores> held = Optional.empty();

    PgStoreWorld(Class<?> test) {
        database = TestPostgres.open(vertx, test);
        Await.result(new Migrations(database, "sql/migrations", () -> Samples.NOW).apply());
        var tables = List.of(new PartitionedTable("callback", "id"), new PartitionedTable("attempt", "callback_id"));
        Await.result(new Partitions(database, tables).make(Samples.NOW));
        journal = anotherJournal();
    }

    void clear() {
        now = Samples.NOW;
        held.ifPresent(PgHeldStores::letGo);
        // Sessions that a failed test left behind hold locks.
        run("select pg_terminate_backend(pid) from pg_stat_activity "
                + "where datname = current_database() and state = 'idle in transaction'");
        run(
                "truncate callback, attempt, backlog, order_key, node, count_delta, idempotency_key, installation, replay, profile, "
                        + "outcome_count, outcome_day, outcome_total, profile_health, report_mail, report_mail_copy");
        run("update lease set node_id = null");
    }

    void close() {
        Future<Void> closed = held.map(PgHeldStores::close).orElse(Future.succeededFuture());
        Await.result(closed.eventually(database::close).eventually(vertx::close));
    }

    Database database() {
        return database;
    }

    @Override
    public PgJournal journal() {
        return journal;
    }

    /** As another event loop has it. */
    PgJournal anotherJournal() {
        return PgJournal.alone(database, journals++, () -> now, Duration.ofHours(StoreWorld.KEYS_KEPT_HOURS));
    }

    @Override
    public LedgerStore ledger() {
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

    PgCallbackChanges changes() {
        return new PgCallbackChanges(database.transactions());
    }

    PgReplays replays() {
        return new PgReplays(database.transactions(), database.reads());
    }

    void profile(ProfileId id, String state) {
        ask(
                "insert into profile (id, account_id, title, channel, method, spec, secret, state, version, created_at, updated_at) "
                        + "values ($1, 'default', 'Some profile', 'sms', 'POST', '{}', '', $2, 1, $3, $3) "
                        + "on conflict (id) do update set state = $2",
                id.value(),
                state,
                Samples.NOW.atOffset(java.time.ZoneOffset.UTC));
    }

    /** Which callback repeats which. */
    Map<CallbackId, List<CallbackId>> repeats() {
        Map<CallbackId, List<CallbackId>> repeats = new TreeMap<>();
        ask("select id, replay_of from callback where replay_of is not null order by id")
                .forEach(row -> repeats.computeIfAbsent(
                                new CallbackId(row.getUUID("replay_of")), source -> new ArrayList<>())
                        .add(new CallbackId(row.getUUID("id"))));
        return repeats;
    }

    @Override
    public PgHeldStores held() {
        if (held.isEmpty()) {
            held = Optional.of(new PgHeldStores(vertx, this, () -> now));
        }
        return held.get();
    }

    /** Also those that look now and then whether it is free. */
    @Override
    public void awaitWaiting(int statements) {
        Await.until(
                statements + " statements wait",
                () -> count("pg_stat_activity where datname = current_database() and (wait_event_type = 'Lock' "
                                + "and wait_event <> 'advisory' or wait_event = 'PgSleep')")
                        >= statements);
    }

    @Override
    public void awaitDoneOr(String state, Future<?> answer) {
        String wait = state.equals("held")
                ? "wait_event = 'advisory'"
                : "(wait_event_type = 'Lock' and wait_event <> 'advisory' or wait_event = 'PgSleep')";
        Await.until(
                "it is done or " + state,
                () -> answer.isComplete()
                        || count("pg_stat_activity where datname = current_database() and " + wait) > 0);
    }

    @Override
    public List<String> dump() {
        List<String> rows = new ArrayList<>();
        ask("select 'callback ' || c.id || ' ' || coalesce(n.id::text, 'gone') as line from callback c "
                        + "left join node n on n.number = c.node_number order by c.id")
                .forEach(row -> rows.add(row.getString("line")));
        ask("select 'attempt ' || callback_id || ' ' || number || ' ' || outcome || ' ' || verdict as line from attempt "
                        + "order by callback_id, number")
                .forEach(row -> rows.add(row.getString("line")));
        ask("select 'backlog ' || callback_id || ' ' || profile_id || ' ' || case when due_at = 'infinity' then 'endless' "
                        + "else extract(epoch from due_at)::bigint::text end || ' ' || number || ' ' || coalesce(claimed_by::text, 'free') "
                        + "|| ' ' || coalesce(order_key, '') || ' ' || case when order_key is null then 0 else rank() over "
                        + "(partition by profile_id, order_key order by sequence) end as line from backlog order by callback_id")
                .forEach(row -> rows.add(row.getString("line")));
        ask("select 'node ' || id || ' ' || beat || ' ' || low_water || ' ' || coalesce(taken_by::text, 'free') as line "
                        + "from node order by id")
                .forEach(row -> rows.add(row.getString("line")));
        ask("select 'key ' || key || ' ' || callback_id || ' ' || get_byte(request_hash, 0) as line from idempotency_key "
                        + "order by key")
                .forEach(row -> rows.add(row.getString("line")));
        ask("select 'line ' || profile_id || ' ' || key as line from order_key order by profile_id, key")
                .forEach(row -> rows.add(row.getString("line")));
        ask("select 'count ' || p || ' ' || v || ' ' || b || ' ' || sum(n) as line from count_delta, "
                        + "unnest(profile_ids, verdicts, latency_buckets, counts) as d (p, v, b, n) group by p, v, b "
                        + "order by p, v, b")
                .forEach(row -> rows.add(row.getString("line")));
        return rows;
    }

    @Override
    public void vanish(NodeId node) {
        run("delete from node where id = '" + node.value() + "'");
    }

    @Override
    public void at(Instant present) {
        now = present;
    }

    @Override
    public boolean has(CallbackId id) {
        return ask("select 1 from callback where id = $1", id.value()).size() == 1;
    }

    @Override
    public List<Recorded> attempts(CallbackId id) {
        List<Recorded> attempts = new ArrayList<>();
        for (Row row : ask(
                "select number, outcome, verdict from attempt where callback_id = $1 order by number", id.value())) {
            attempts.add(new Recorded(
                    row.getInteger("number"),
                    OutcomeKind.of(row.getShort("outcome")),
                    Verdict.Kind.values()[row.getShort("verdict")]));
        }
        return attempts;
    }

    @Override
    public Optional<Waiting> waiting(CallbackId id) {
        var rows = ask("select due_at, number, claimed_by from backlog where callback_id = $1", id.value());
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(rows.iterator().next())
                        .map(row -> new Waiting(
                                time(row.getOffsetDateTime("due_at")),
                                row.getInteger("number"),
                                Optional.ofNullable(row.getUUID("claimed_by")).map(NodeId::new)));
    }

    private static Instant time(OffsetDateTime time) {
        return time.equals(OffsetDateTime.MAX) ? Instant.MAX : time.toInstant();
    }

    @Override
    public int allWaiting() {
        return count("backlog");
    }

    @Override
    public int allCallbacks() {
        return count("callback");
    }

    /** {@code from}: a table, and what of it. */
    int count(String from) {
        return ask("select count(*)::int as n from " + from).iterator().next().getInteger("n");
    }

    @Override
    public Map<Verdict.Kind, Integer> counts(ProfileId profile) {
        Map<Verdict.Kind, Integer> counts = new EnumMap<>(Verdict.Kind.class);
        ask(
                        "select verdict, sum(n)::int as n from count_delta, "
                                + "unnest(profile_ids, verdicts, counts) as d (profile_id, verdict, n) "
                                + "where profile_id = $1 group by verdict",
                        profile.value())
                .forEach(row -> counts.put(Verdict.Kind.values()[row.getShort("verdict")], row.getInteger("n")));
        return counts;
    }

    /** A session beside the stores'. Whoever opens it closes it. */
    SqlConnection session() {
        return Await.result(PgConnection.connect(vertx, Database.options(database.url())));
    }

    /** A session in an open transaction that holds the node's row as a statement of that node would. */
    SqlConnection writingAs(NodeId node) {
        SqlConnection session = session();
        run(session, "begin");
        run(session, "select id from node where id = $1 for key share", node.value());
        return session;
    }

    static void end(SqlConnection session) {
        run(session, "commit");
        Await.result(session.close());
    }

    static RowSet<Row> run(SqlConnection session, String statement, Object... arguments) {
        return Await.result(session.preparedQuery(statement).execute(Tuple.wrap(arguments)));
    }

    /** Until so many statements of this database wait for a lock, or look now and then whether it is free. */
    void awaitBlocked(int statements) {
        Await.until(
                statements + " statements wait for a lock",
                () -> count("pg_stat_activity where datname = current_database() "
                                + "and wait_event_type in ('Lock', 'Timeout')")
                        >= statements);
    }

    RowSet<Row> ask(String question, Object... arguments) {
        return Await.result(database.reads().preparedQuery(question).execute(Tuple.wrap(arguments)));
    }

    void run(String statement) {
        Await.result(database.reads().query(statement).execute());
    }

    @Override
    public String toString() {
        return "PostgreSQL";
    }
}
