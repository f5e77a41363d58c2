package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.DatabaseUrl;
import dev.ringback.config.Secret;
import dev.ringback.support.Await;
import dev.ringback.support.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseIT {
    private static final Database.Connections FEW = new Database.Connections(1, 1, 1);

    private final Vertx vertx = Vertx.vertx();
    private DatabaseUrl url;

    @BeforeEach
    void fresh() {
        url = TestPostgres.fresh(DatabaseIT.class);
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void refusesAServerThatIsTooOld() {
        assertThat(Await.failure(Database.open(vertx, url, FEW, 990000)))
                .isInstanceOf(StoreException.class)
                .hasMessage("PostgreSQL 99 or newer is needed; postgresql://127.0.0.1:" + url.port()
                        + "/databaseit is version 18.6");
    }

    @Test
    void tellsWhatIsWrongButNotThePassword() {
        var wrong = new DatabaseUrl(url.host(), url.port(), url.database(), url.user(), new Secret("guess-4711"));

        assertThat(Await.failure(Database.open(vertx, wrong, FEW)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("guess-4711");
    }

    @Test
    void doesNotWaitForAServerThatSaysNothing() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var nobody = new DatabaseUrl("127.0.0.1", silent.getLocalPort(), "x", "x", new Secret("x"));

            assertThat(Await.failure(Database.open(vertx, nobody, FEW)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Cannot open the database postgresql://127.0.0.1:");
        }
    }

    @Test
    void waitsForAServerOfItsOwnThatIsSlow() {
        var heard = new AtomicInteger();
        var slow = Await.result(vertx.createNetServer()
                .connectHandler(client -> {
                    if (heard.incrementAndGet() > 1) {
                        passOn(client);
                    }
                })
                .listen(0, "127.0.0.1"));
        var here = new DatabaseUrl("127.0.0.1", slow.actualPort(), url.database(), url.user(), url.password());

        Await.result(Await.result(Database.openOwn(vertx, here, FEW)).close());

        assertThat(heard).hasValueGreaterThan(1);
    }

    private void passOn(NetSocket client) {
        client.pause();
        vertx.createNetClient().connect(url.port(), url.host()).onSuccess(server -> {
            var unusedThere = client.pipeTo(server);
            var unusedBack = server.pipeTo(client);
        });
    }

    @Test
    void doesNotWaitForAServerOfItsOwnThatRefusesIt() {
        var wrong = new DatabaseUrl(url.host(), url.port(), url.database(), url.user(), new Secret("guess-4711"));

        assertThat(Await.failure(Database.openOwn(vertx, wrong, FEW)))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void eachWayInHasItsLimits() {
        var database = Await.result(Database.open(vertx, url, FEW));

        assertThat(show(database.reads(), "application_name")).isEqualTo("ringback");
        assertThat(show(database.reads(), "client_min_messages")).isEqualTo("warning");
        assertThat(show(database.reads(), "statement_timeout")).isEqualTo("10s");
        assertThat(show(database.statements(), "statement_timeout")).isEqualTo("30s");
        assertThat(show(database.transactions(), "idle_in_transaction_session_timeout"))
                .isEqualTo("30s");
        var alone = database.alone(
                connection -> connection.query("show statement_timeout").execute());
        assertThat(Await.result(alone).iterator().next().getString(0)).isEqualTo("0");
        Await.result(database.close());
    }

    @Test
    void manySingleStatementsShareAConnection() {
        var database = Await.result(Database.open(vertx, url, FEW));

        var all = IntStream.range(0, 500)
                .mapToObj(n -> database.statements()
                        .preparedQuery("select $1::int + pg_backend_pid() * 0 as n")
                        .execute(Tuple.of(n))
                        .map(rows -> rows.iterator().next().getInteger("n")))
                .toList();

        assertThat(Await.result(Future.all(all)).<Integer>list())
                .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
        Await.result(database.close());
    }

    @Test
    void measuresHowFarTheLocalClockIsOff() {
        var database = Await.result(Database.open(vertx, url, FEW));
        var slow = InstantSource.offset(InstantSource.system(), Duration.ofHours(-1));

        var measured = Await.result(database.clockOffset(slow));

        assertThat(measured.roundTrip()).isBetween(Duration.ZERO, Duration.ofSeconds(20));
        assertThat(measured.offset()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        Await.result(database.close());
    }

    @Test
    void goesOnAfterItsConnectionsWereCut() {
        var database = Await.result(Database.open(vertx, url, FEW));
        show(database.statements(), "port");
        show(database.transactions(), "port");
        var cut = "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() "
                + "and datname = 'databaseit'";

        Await.result(database.alone(connection -> connection.query(cut).execute()));

        Await.until(
                "all ways are open again",
                () -> answers(database.statements()) && answers(database.reads()) && answers(database.transactions()));
        Await.result(database.close());
    }

    @Test
    void dividesTheConnectionsAmongTheirUses() {
        assertThat(Database.Connections.of(8)).isEqualTo(new Database.Connections(2, 2, 4));
        assertThat(Database.Connections.of(1)).isEqualTo(FEW);
        assertThat(Database.Connections.of(20).total()).isEqualTo(20);
    }

    private static boolean answers(SqlClient client) {
        return Await.result(client.query("select 1").execute().map(true).otherwise(false));
    }

    private static String show(SqlClient client, String setting) {
        return Await.result(client.query("show " + setting).execute())
                .iterator()
                .next()
                .getString(0);
    }
}
