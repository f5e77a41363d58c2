package dev.ringback.mail;

import dev.ringback.ambient.Ids;
import dev.ringback.cluster.NodeStore;
import dev.ringback.config.Settings;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Uuid7;
import dev.ringback.report.ReadReport;
import dev.ringback.store.Database;
import dev.ringback.store.Migrations;
import dev.ringback.store.PgCounts;
import dev.ringback.store.PgHealth;
import dev.ringback.store.PgLease;
import dev.ringback.store.PgMailSettings;
import dev.ringback.store.PgMails;
import dev.ringback.store.PgNodes;
import dev.ringback.support.Await;
import dev.ringback.support.TestClock;
import dev.ringback.support.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Nodes that mail reports from one PostgreSQL by a clock that a test moves. */
final class MailWorld implements AutoCloseable {
    static final ProfileId GOOD = new ProfileId(new UUID(0x7000, 1));
    static final ProfileId BAD = new ProfileId(new UUID(0x7000, 2));

    final TestClock clock = new TestClock();
    final Vertx vertx = Vertx.vertx();
    final Database database;
    final PgMailSettings settings;
    final PgMails mails;
    final PgHealth health;
    final PgCounts counts;
    final Ids ids = new Ids(clock, new Random(1));
    private final NodeStore nodes;

    MailWorld(Class<?> test) {
        database = TestPostgres.open(vertx, test);
        Await.result(new Migrations(database, "sql/migrations", clock).apply());
        settings = new PgMailSettings(database);
        mails = new PgMails(database);
        health = new PgHealth(database);
        counts = new PgCounts(database);
        nodes = PgNodes.shared(database);
        profile(GOOD, "Order status");
        profile(BAD, "Failing hook");
    }

    private void profile(ProfileId id, String title) {
        ask(
                "insert into profile (id, account_id, title, channel, method, spec, secret, state, version, created_at, updated_at) "
                        + "values ($1, 'default', $2, 'sms', 'POST', '{}', '', 'active', 1, $3, $3)",
                id.value(),
                title,
                time(clock.instant()));
    }

    /** One node's part of it, with what it remembers. */
    record Mailing(NodeId node, PlanReports plan, SendMails send) {}

    Mailing node(Mailer mailer) {
        NodeId node = new NodeId(ids.uuid());
        Await.result(nodes.register(node, "host", Uuid7.floor(clock.instant()), clock.instant()));
        PlanReports plan = new PlanReports(mails, new BeatsPassed(nodes), clock, ids);
        return new Mailing(node, plan, new SendMails(plan, mails, compose(), mailer, clock));
    }

    ComposeMail compose() {
        UnsubscribeLink link = new UnsubscribeLink("https://ringback.example", who -> new byte[32]);
        ComposeMail.Aside aside = new ComposeMail.Aside() {
            @Override
            public <T> Future<T> run(Supplier<T> work) {
                return vertx.executeBlocking(work::get, false);
            }
        };
        return new ComposeMail(
                new ReadReport(counts),
                aside,
                new ComposeMail.Desk("https://ringback.example", "ringback.example", link));
    }

    Mailer smtp(int port) {
        return smtp(port, Settings.MailTls.DISABLED);
    }

    Mailer smtp(int port, Settings.MailTls tls) {
        return new SmtpMailer(vertx, "127.0.0.1", settings(port, tls));
    }

    /** One that gives up soon. */
    Mailer hasty(int port) {
        return new SmtpMailer(vertx, "127.0.0.1", settings(port, Settings.MailTls.DISABLED), Duration.ofMillis(500));
    }

    private static Settings.Mail settings(int port, Settings.MailTls tls) {
        return new Settings.Mail(
                Optional.of("127.0.0.1"),
                port,
                tls,
                Optional.empty(),
                Optional.empty(),
                "Ringback <reports@ringback.example>");
    }

    boolean holds(Mailing mailing) {
        return Await.result(PgLease.ofReports(database).hold(mailing.node()))
                && Await.result(PgLease.ofMails(database).hold(mailing.node()));
    }

    void beat(Mailing mailing) {
        Await.result(nodes.beat(mailing.node(), Uuid7.floor(clock.instant())));
    }

    void kill(Mailing dead, Mailing survivor) {
        Await.result(nodes.fence(dead.node(), survivor.node(), List.of()));
    }

    /** As time goes on: the node looks, beats and looks again, until a look of now is behind all; and sends what there is. */
    void round(Mailing mailing) {
        for (int i = 0; i < 3; i++) {
            Await.result(mailing.send().run(mailing.node()));
            beat(mailing);
            clock.advance(Duration.ofSeconds(5));
        }
    }

    void until(Instant time) {
        clock.advance(Duration.between(clock.instant(), time));
    }

    void report(Frequency frequency, String zone, String... recipients) {
        ReportSetting setting = new ReportSetting(true, frequency, List.of(recipients), java.time.ZoneId.of(zone));
        Instant end = frequency.holding(clock.instant(), setting.zone()).to();
        Await.result(settings.put(AccountId.DEFAULT, setting, end, PlanReports.dueAt(end)));
    }

    /** As the ledger counts them. */
    void counted(ProfileId profile, Instant at, int verdict, int n) {
        ask(
                "insert into count_delta (recorded_at, profile_ids, verdicts, latency_buckets, counts) "
                        + "values ($1, array[$2::uuid], array[$3::smallint], array[$4::smallint], array[$5::int])",
                time(at),
                profile.value(),
                (short) verdict,
                (short) (verdict == 1 ? 100 : -1),
                n);
    }

    List<MailStore.Sent> copies() {
        return Await.result(mails.last(AccountId.DEFAULT, 50)).stream()
                .flatMap(mail -> mail.copies().stream())
                .toList();
    }

    RowSet<Row> ask(String statement, Object... arguments) {
        return Await.result(database.transactions().preparedQuery(statement).execute(Tuple.wrap(arguments)));
    }

    static java.time.OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        Await.result(database.close().eventually(vertx::close));
    }
}
