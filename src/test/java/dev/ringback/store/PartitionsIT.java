package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Uuid7;
import dev.ringback.support.Await;
import dev.ringback.support.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionsIT {
    private static final Instant NOW = Instant.parse("2026-11-22T23:59:59.999Z");
    private static final List<PartitionedTable> TABLES =
            List.of(new PartitionedTable("callback", "id"), new PartitionedTable("attempt", "callback_id"));

    private final Vertx vertx = Vertx.vertx();
    private Database database;
    private Partitions partitions;

    @BeforeEach
    void open() {
        database = TestPostgres.open(vertx, PartitionsIT.class);
        partitions = new Partitions(database, TABLES);
        run("create table callback (id uuid primary key, data bytea not null, profile int, "
                + "check (octet_length(data) < 1000)) partition by range (id)");
        run("create index callback_profile on callback (profile, id)");
        run("create table attempt (callback_id uuid, number smallint, verdict text, primary key (callback_id, number)) "
                + "partition by range (callback_id)");
        run("create index attempt_rare on attempt (verdict) where verdict <> 'delivered'");
    }

    @AfterEach
    void close() {
        Await.result(database.close().eventually(vertx::close));
    }

    @Test
    void makesYesterdaysTodaysAndThreeDaysAhead() {
        assertThat(Await.result(partitions.make(NOW)))
                .containsExactly(
                        "callback_p20261121",
                        "callback_p20261122",
                        "callback_p20261123",
                        "callback_p20261124",
                        "callback_p20261125",
                        "attempt_p20261121",
                        "attempt_p20261122",
                        "attempt_p20261123",
                        "attempt_p20261124",
                        "attempt_p20261125");
        assertThat(Await.result(partitions.make(NOW))).isEmpty();
        assertThat(Await.result(partitions.make(NOW.plusMillis(1))))
                .containsExactly("callback_p20261126", "attempt_p20261126");
    }

    @Test
    void aRowGoesToItsDay() {
        Await.result(partitions.make(NOW));

        insert(NOW);
        insert(NOW.plusMillis(1));

        assertThat(ask("select tableoid::regclass::text from callback order by id"))
                .containsExactly("callback_p20261122", "callback_p20261123");
    }

    @Test
    void partitionsHaveTheParentsIndexesAndChecksAndNothingElse() {
        Await.result(partitions.make(NOW));

        assertThat(ask(
                        "select parent.relname::text from pg_inherits i join pg_class parent on parent.oid = i.inhparent "
                                + "join pg_index x on x.indexrelid = i.inhrelid where x.indrelid = 'callback_p20261122'::regclass "
                                + "order by 1"))
                .containsExactly("callback_pkey", "callback_profile");
        assertThat(ask("select count(*)::text from pg_index where indrelid = 'callback_p20261122'::regclass"))
                .containsExactly("2");
        assertThat(ask("select conname::text from pg_constraint where conrelid = 'callback_p20261122'::regclass "
                        + "and contype = 'c' and not conislocal"))
                .hasSize(1);
        assertThat(ask("select conname::text from pg_constraint where conname like '%bound%'"))
                .isEmpty();
    }

    @Test
    void twoNodesMakeThemAtOnce() {
        var other = Await.result(Database.open(vertx, database.url(), Database.Connections.of(4)));

        var both = Await.result(
                Future.all(partitions.make(NOW), new Partitions(other, TABLES).make(NOW), partitions.make(NOW)));

        var made = new ArrayList<String>();
        both.<List<String>>list().forEach(made::addAll);
        assertThat(made).hasSize(10).doesNotHaveDuplicates();
        assertThat(attached("callback")).hasSize(5);
        Await.result(other.close());
    }

    @Test
    void waitsForALockWithoutHoldingUpInserts() {
        Await.result(partitions.make(NOW));
        var blocker = connect();
        Await.result(blocker.query("begin; lock table callback in share update exclusive mode")
                .execute());

        var making = partitions.make(NOW.plus(Duration.ofDays(1)));
        insert(NOW);
        assertThat(making.isComplete()).isFalse();
        Await.result(blocker.query("commit").execute());

        assertThat(Await.result(making)).containsExactly("callback_p20261126", "attempt_p20261126");
        Await.result(blocker.close());
    }

    @Test
    void dropsWhatIsBeyondTheRetention() {
        Await.result(partitions.make(NOW.minus(Duration.ofDays(10))));
        Await.result(partitions.make(NOW));
        run("create table callback_pother (like callback)");

        assertThat(Await.result(partitions.drop(NOW, 8)))
                .containsExactly(
                        "callback_p20261111",
                        "callback_p20261112",
                        "callback_p20261113",
                        "attempt_p20261111",
                        "attempt_p20261112",
                        "attempt_p20261113");
        assertThat(attached("callback")).startsWith("callback_p20261114", "callback_p20261115", "callback_p20261121");
        assertThat(ask("select relname::text from pg_class where relname in ('callback_p20261113', 'callback_pother')"))
                .containsExactly("callback_pother");
        assertThat(Await.result(partitions.drop(NOW, 8))).isEmpty();
    }

    @Test
    void finishesWhatAKilledNodeLeftHalfDone() {
        Await.result(partitions.make(NOW.minus(Duration.ofDays(10))));
        run("alter table callback detach partition callback_p20261111");
        interruptDetaching("callback_p20261112");

        assertThat(Await.result(partitions.drop(NOW, 8)))
                .contains("callback_p20261111", "callback_p20261112", "callback_p20261113");

        assertThat(
                        ask(
                                "select relname::text from pg_class where relname like 'callback\\_p2026111_' and relkind = 'r' order by 1"))
                .containsExactly("callback_p20261114", "callback_p20261115");
    }

    @Test
    void onlyOneNodeDropsAtATime() {
        Await.result(partitions.make(NOW.minus(Duration.ofDays(10))));
        var other = Await.result(Database.open(vertx, database.url(), Database.Connections.of(4)));

        var both = Await.result(Future.all(partitions.drop(NOW, 8), new Partitions(other, TABLES).drop(NOW, 8)));

        var dropped = new ArrayList<String>();
        both.<List<String>>list().forEach(dropped::addAll);
        assertThat(dropped).hasSize(6).doesNotHaveDuplicates();
        Await.result(other.close());
    }

    @Test
    void aDayThatWasDetachedIsAttachedAgainWithItsRows() {
        Await.result(partitions.make(NOW));
        insert(NOW);
        run("alter table callback detach partition callback_p20261122");

        assertThat(Await.result(partitions.make(NOW))).containsExactly("callback_p20261122");
        assertThat(ask("select count(*)::text from callback")).containsExactly("1");
    }

    /** A reader in an open transaction holds the detaching in its second half, where it is then cancelled. */
    private void interruptDetaching(String name) {
        var reader = connect();
        Await.result(reader.query("begin isolation level repeatable read; select count(*) from callback")
                .execute());
        var detacher = connect();
        Await.result(detacher.query("set statement_timeout = '300ms'").execute());
        assertThat(Await.failure(detacher.query("alter table callback detach partition " + name + " concurrently")
                        .execute()))
                .hasMessageContaining("57014");
        Await.result(reader.close().compose(closed -> detacher.close()));
        assertThat(ask("select inhrelid::regclass::text from pg_inherits where inhdetachpending"))
                .containsExactly(name);
    }

    private SqlConnection connect() {
        return Await.result(PgConnection.connect(vertx, Database.options(database.url())));
    }

    private void insert(Instant time) {
        Await.result(database.statements()
                .preparedQuery("insert into callback (id, data) values ($1, '')")
                .execute(Tuple.of(Uuid7.of(time.toEpochMilli(), 0, 0))));
    }

    private void run(String statement) {
        Await.result(database.transactions().query(statement).execute());
    }

    private List<String> attached(String table) {
        return ask("select inhrelid::regclass::text from pg_inherits where inhparent = '" + table
                + "'::regclass order by 1");
    }

    private List<String> ask(String question) {
        var rows = Await.result(database.reads().query(question).execute());
        var answers = new ArrayList<String>();
        rows.forEach(row -> answers.add(row.getString(0)));
        return answers;
    }
}
