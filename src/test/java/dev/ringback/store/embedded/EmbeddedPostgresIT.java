package dev.ringback.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.DatabaseUrl;
import dev.ringback.store.DataDir;
import dev.ringback.store.Database;
import dev.ringback.store.StoreException;
import dev.ringback.support.Await;
import dev.ringback.support.KilledNode;
import dev.ringback.support.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresIT {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path dataDir;

    private EmbeddedPostgres server;

    /** Unpacking takes seconds: all but one of these tests borrow the programs. */
    @BeforeEach
    void borrowPrograms() throws IOException {
        Files.createDirectories(dataDir.resolve("postgres"));
        Files.createSymbolicLink(programs(), TestPostgres.programs(Binaries.VERSION));
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            Await.result(server.stop());
        }
        Await.result(vertx.close());
        if (Files.isSymbolicLink(programs())) {
            Files.delete(programs());
        }
    }

    @Test
    void firstStartUnpacksAndMakesADatabaseThatNeedsItsPassword() throws IOException {
        Files.delete(programs());
        start();

        assertThat(ask("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask("show unix_socket_directories")).isEmpty();
        assertThat(ask("show fsync")).isEqualTo("on");
        assertThat(ask("show server_encoding")).isEqualTo("UTF8");
        assertThat(ask("select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
        var password = dataDir.resolve("postgres/password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(password))
                .isEqualTo(server.url().password().value() + "\n")
                .hasSize(33);
        assertThat(dataDir.resolve("postgres")).isDirectoryNotContaining("glob:**unfinished*");
    }

    @Test
    void secondStartFindsTheData() {
        start();
        var password = server.url().password();
        ask("create table kept as select 7 as n");
        Await.result(server.stop());

        start();

        assertThat(ask("select n from kept")).isEqualTo("7");
        assertThat(server.url().password()).isEqualTo(password);
    }

    @Test
    void hasASessionOfItsOwnSoThatCtrlCPassesItBy() throws IOException {
        start();

        var stat = Files.readString(Path.of("/proc/" + server.pid() + "/stat"));
        var afterName = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));

        assertThat(afterName.get(3)).as("session").isEqualTo(String.valueOf(server.pid()));
    }

    @Test
    void aKilledServerIsStartedAgainWhileItsBackendsAreBusy() {
        start();
        var database = Await.result(Database.open(vertx, server.url(), new Database.Connections(1, 1, 1)));
        Await.result(database.transactions()
                .query("create table kept as select 7 as n")
                .execute());
        long killed = server.pid();
        var busy = database.transactions().query("select pg_sleep(600)").execute();
        Await.until(
                "it sleeps",
                () -> ask("select count(*) from pg_stat_activity where wait_event = 'PgSleep'")
                        .equals("1"));

        kill(killed);

        Await.failure(busy);
        Await.until(
                "the reads are open again",
                () -> Await.result(database.reads()
                        .query("select n from kept")
                        .execute()
                        .map(rows -> rows.iterator().next().getInteger("n") == 7)
                        .otherwise(false)));
        assertThat(server.pid()).isNotEqualTo(killed);
        assertThat(ask("select count(*) from pg_stat_activity where wait_event = 'PgSleep'"))
                .isEqualTo("0");
        Await.result(database.close());
    }

    @Test
    void theServerOfAKilledNodeIsStoppedFirst() throws IOException {
        var node = KilledNode.start(dataDir);
        Await.until(
                "its server is ready",
                () -> !node.isAlive() || pidFile().filter(PidFile::isReady).isPresent());
        assertThat(Await.failure(DataDir.open(vertx, dataDir))).hasMessageContaining("(process " + node.pid() + ")");
        long orphan = pidFile().orElseThrow().pid();
        node.destroyForcibly().onExit().join();
        assertThat(ProcessHandle.of(orphan)).isPresent();

        var lock = Await.result(DataDir.open(vertx, dataDir));
        start();

        assertThat(ProcessHandle.of(orphan)).isEmpty();
        assertThat(ask("select 1")).isEqualTo("1");
        Await.result(lock.close());
    }

    @Test
    void aPidFileOfADeadProcessIsNoHindrance() throws IOException {
        var pidFile = crash();
        var dead = new ProcessBuilder("true").start();
        dead.onExit().join();
        claim(pidFile, dead.pid());

        start();

        assertThat(ask("select n from kept")).isEqualTo("7");
    }

    @Test
    void aPidFileOfAStrangerIsRemovedAndTheStrangerLivesOn() throws IOException {
        var pidFile = crash();
        // It even names the directory, as someone reading the log would.
        var stranger = new ProcessBuilder("tail", "-f", "/dev/null", dataDir + "/postgres/data").start();
        claim(pidFile, stranger.pid());

        start();

        assertThat(ask("select n from kept")).isEqualTo("7");
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rubbish\n", "-1\n/some/where\n"})
    void aRubbishPidFileIsRemoved(String rubbish) throws IOException {
        var pidFile = crash();
        Files.writeString(pidFile, rubbish);

        start();

        assertThat(ask("select n from kept")).isEqualTo("7");
    }

    @Test
    void aHalfMadeDatabaseIsMadeAnew() throws IOException {
        Files.createDirectories(dataDir.resolve("postgres/data-unfinished/base"));
        Files.writeString(dataDir.resolve("postgres/password-unfinished"), "x");

        start();

        assertThat(ask("select 1")).isEqualTo("1");
    }

    @Test
    void dataOfAnotherVersionIsLeftAlone() throws IOException {
        Files.createDirectories(dataDir.resolve("postgres/data"));
        Files.writeString(dataDir.resolve("postgres/data/PG_VERSION"), "15\n");

        assertThat(Await.failure(begin(0)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was written by PostgreSQL 15, this program brings 18");
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(Await.failure(begin(taken.getLocalPort())))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("does not start on port " + taken.getLocalPort())
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void givesUpAServerThatDoesNotComeBack() throws IOException {
        start();
        var data = dataDir.resolve("postgres/data");
        Files.move(data, data.resolveSibling("moved"));

        kill(server.pid());

        assertThat(server.gone().isComplete()).isFalse();
        Await.result(server.gone());
    }

    /** A database whose server was killed, with the file it left. */
    private Path crash() {
        start();
        ask("create table kept as select 7 as n");
        var pidFile = dataDir.resolve("postgres/data/postmaster.pid");
        try {
            var text = Files.readString(pidFile);
            Await.result(server.stop());
            Files.writeString(pidFile, text);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return pidFile;
    }

    private Optional<PidFile> pidFile() {
        try {
            return PidFile.read(dataDir.resolve("postgres/data"));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static void claim(Path pidFile, long pid) throws IOException {
        var text = Files.readString(pidFile);
        Files.writeString(pidFile, pid + text.substring(text.indexOf('\n')));
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private void start() {
        server = Await.result(begin(0));
    }

    private Future<EmbeddedPostgres> begin(int port) {
        var options = new EmbeddedPostgres.Options(dataDir, port, 10, Map.of());
        return EmbeddedPostgres.start(vertx, options, new SecureRandom(), new EmbeddedPostgres.Patience(2, 10, 100));
    }

    private Path programs() {
        return dataDir.resolve("postgres/bin-" + Binaries.VERSION);
    }

    private String ask(String question) {
        DatabaseUrl url = server.url();
        return Await.result(PgConnection.connect(vertx, Database.options(url))
                .compose(connection -> connection
                        .query(question)
                        .execute()
                        .map(rows -> rows.size() == 0
                                ? ""
                                : String.valueOf(rows.iterator().next().getValue(0)))
                        .eventually(connection::close)));
    }
}
