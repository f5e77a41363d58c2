package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    @TempDir
    Path home;

    private final Map<String, Object> environment = new java.util.HashMap<>();

    @BeforeEach
    void makeConf() throws IOException {
        Files.createDirectories(home.resolve("conf"));
    }

    @Test
    void needsNoFile() throws Exception {
        Settings settings = read().settings();

        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.http().publicUrl()).isEmpty();
        assertThat(settings.storage().dataDir()).isEqualTo(home.resolve("data"));
        assertThat(settings.storage().databaseUrl()).isEmpty();
        assertThat(settings.intake().callbackBytesMax()).isEqualTo(262_144);
        assertThat(settings.intake().idempotencyKept()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.delivery().lineWaitMax()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.mail().tls()).isEqualTo(Settings.MailTls.STARTTLS);
        assertThat(settings.node().cluster().finding().members()).isEmpty();
        assertThat(settings.node().stopGrace()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void warnsOfAClusterWithoutASharedDatabaseOrASecret() throws Exception {
        assertThat(read("cluster.enabled=true").warnings())
                .anyMatch(warning -> warning.contains("database.url"))
                .anyMatch(warning -> warning.contains("cluster.secret"));
        assertThat(read(
                                "cluster.enabled=true",
                                "cluster.secret=a long secret",
                                "database.url=postgresql://me:mine@localhost:5432/ringback")
                        .warnings())
                .isEmpty();
    }

    @Test
    void refusesAClusterHostThatNobodyCanCallAndHalfOfTls() throws Exception {
        assertThat(refused("cluster.host=0.0.0.0")).contains("cluster.host").contains("every address of the machine");
        assertThat(refused("cluster.tls.certificate=node.pem"))
                .contains("cluster.tls.certificate")
                .contains("cluster.tls.key beside it");
    }

    @Test
    void letsTheEnvironmentBeatTheFileAndTheCommandLineBoth() throws Exception {
        file("http: {port: 1111, host: 10.0.0.1}\nretention.days: 5\n");
        environment.put("RINGBACK_HTTP_PORT", "2222");
        environment.put("RINGBACK_RETENTION_DAYS", 6);

        Settings settings = read("http.port=3333").settings();

        assertThat(settings.http().host()).isEqualTo("10.0.0.1");
        assertThat(settings.http().port()).isEqualTo(3333);
        assertThat(settings.storage().retentionDays()).isEqualTo(6);
    }

    @Test
    void letsTheLastOfTwoOnTheCommandLineCount() throws Exception {
        assertThat(read("http.port=1", "http.port=2").settings().http().port()).isEqualTo(2);
    }

    @Test
    void keepsAnEqualsSignInAValue() throws Exception {
        assertThat(read("bootstrap.api_key=" + "a=".repeat(10))
                        .settings()
                        .bootstrap()
                        .apiKey())
                .contains(new Secret("a=".repeat(10)));
    }

    @Test
    void letsAnEmptyTextTakeBackWhatAWeakerSourceSet() throws Exception {
        file("database.url: postgresql://ann:pw@db/calls\n");

        assertThat(read().settings().storage().databaseUrl()).isPresent();
        assertThat(read("database.url=").settings().storage().databaseUrl()).isEmpty();
    }

    @Test
    void onlyWarnsOfAForeignVariable() throws Exception {
        environment.put("RINGBACK_HTTP_PROT", "hunter2");
        environment.put("RINGBACK_JAVA_OPTS", "-Xmx1g");
        environment.put("PATH", "/bin");

        SettingsReader.Read read = read();

        assertThat(read.warnings())
                .containsExactly(
                        "the environment variable RINGBACK_HTTP_PROT is no setting; did you mean RINGBACK_HTTP_PORT?");
    }

    @Test
    void tellsAllErrorsAtOnceWithTheirPlaces() throws Exception {
        file("http:\n  prot: 1\n  host: a b\nmail.tls: ssl\n");
        environment.put("RINGBACK_HTTP_PORT", "70000");

        String message = refused("retention.days=ever", "foo", "bar.baz=1");

        assertThat(message.lines())
                .containsExactly(
                        "7 settings are wrong:",
                        "  http.prot = \"1\" (conf/ringback.yaml, line 2): there is no such setting;"
                                + " did you mean http.port?",
                        "  --set: expected key=value, as in --set http.port=9090",
                        "  bar.baz = \"1\" (--set): there is no such setting",
                        "  http.host = \"a b\" (conf/ringback.yaml, line 3): expected a host name or an IP address",
                        "  http.port = \"70000\" (environment variable RINGBACK_HTTP_PORT):"
                                + " expected a port, from 0 to 65535",
                        "  retention.days = \"ever\" (--set): expected a whole number from 1 to 1000"
                                + " (each day is a partition that every query by id must plan around)",
                        "  mail.tls = \"ssl\" (conf/ringback.yaml, line 4): expected one of disabled, starttls, tls",
                        "All settings are described in docs/configuration.md.");
    }

    @Test
    void neverShowsASecret() throws Exception {
        file("bootstrap:\n  api_kye: hunter2\n  admin_password: hunter2\n");
        environment.put("RINGBACK_DATABASE_URL", "postgresql://ann:hunter2@db:x/calls");
        environment.put("RINGBACK_MAIL_PASWORD", "hunter2");

        String message =
                refused("secrets.key=hunter2", "bootstrap.api_key=hunter2", "my.secret.thing=hunter2", "hunter2");

        assertThat(message)
                .doesNotContain("hunter2")
                .contains("api_kye = ••••", "database.url = ••••", "my.secret.thing = ••••");
    }

    @Test
    void cutsAndCleansWhatItShows() throws Exception {
        String message = refused("http.host=\u001b[31m" + "x".repeat(200) + "\n");

        assertThat(message).contains("\"?[31mxxx").contains("x…\"").doesNotContain("\u001b");
    }

    @Test
    void findsTheSectionSomebodyForgot() throws Exception {
        assertThat(refused("connect_timeout=5s")).contains("did you mean delivery.connect_timeout?");
    }

    @Test
    void tellsOfBrokenYamlTogetherWithTheRest() throws Exception {
        file("http:\n  port: 1\n bad\n");

        assertThat(refused("http.port=x")).contains("conf/ringback.yaml, line 3", "http.port = \"x\" (--set)");
    }

    @ParameterizedTest
    @CsvSource({
        "intake.batch_bytes_max=128KiB, intake.batch_bytes_max, at least what intake.callback_bytes_max is",
        "intake.callback_bytes_max=9MiB, intake.callback_bytes_max, at most what intake.batch_bytes_max is",
        "http.body_budget_bytes=2MiB, http.body_budget_bytes, at least what intake.batch_bytes_max is",
        "intake.unsettled_callbacks_max=500, intake.unsettled_callbacks_max, at least what intake.batch_callbacks_max",
        "delivery.excerpt_bytes_max=20KiB, delivery.excerpt_bytes_max, at most what delivery.answer_bytes_max",
        "bootstrap.admin_email=a@b, bootstrap.admin_email, bootstrap.admin_password beside it",
        "bootstrap.admin_password=12345678, bootstrap.admin_password, bootstrap.admin_email beside it",
        "mail.password=x, mail.password, mail.user beside it",
    })
    void comparesSettingsWithEachOther(String set, String key, String expected) throws Exception {
        assertThat(refused(set)).contains("\n  " + key + " = ").contains("expected " + expected);
    }

    @Test
    void wantsDifferentPortsInACluster() throws Exception {
        assertThat(read("cluster.port=8080").settings().node().cluster().enabled())
                .isFalse();
        assertThat(refused("cluster.enabled=true", "cluster.port=8080"))
                .contains("expected another port than http.port");
    }

    @Test
    void readsTheFileThatIsNamedAndOnlyThat() throws Exception {
        file("http.port: 1111\n");
        Path other = Files.writeString(home.resolve("other.yaml"), "http.host: 10.0.0.1\n");

        Settings settings = reader().read(Optional.of(other), List.of()).settings();

        assertThat(settings.http().host()).isEqualTo("10.0.0.1");
        assertThat(settings.http().port()).isEqualTo(8080);
    }

    @Test
    void refusesANamedFileThatIsNone() {
        for (Path none : List.of(home.resolve("none.yaml"), home)) {
            BadSettings bad =
                    catchThrowableOfType(BadSettings.class, () -> reader().read(Optional.of(none), List.of()));
            assertThat(bad).hasMessageContaining("--config " + none);
        }
    }

    @Test
    void looksForTheChannelsBesideTheFileAndThenAtHome() throws Exception {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Optional<Path> config = Optional.of(Files.createFile(elsewhere.resolve("my.yaml")));

        assertThat(reader().read(config, List.of()).settings().node().catalogueFile())
                .isEqualTo(home.resolve("conf/channels.yaml"));
        Path beside = Files.createFile(elsewhere.resolve("channels.yaml"));
        assertThat(reader().read(config, List.of()).settings().node().catalogueFile())
                .isEqualTo(beside);
        assertThat(reader().read(config, List.of("catalogue.file=a/b.yaml"))
                        .settings()
                        .node()
                        .catalogueFile())
                .isEqualTo(home.resolve("a/b.yaml"));
    }

    @Test
    void takesRelativePathsFromHomeAndAbsoluteOnesAsTheyAre() throws Exception {
        assertThat(read("data.dir=./x/../y").settings().storage().dataDir()).isEqualTo(home.resolve("y"));
        assertThat(read("data.dir=/srv/data").settings().storage().dataDir()).isEqualTo(Path.of("/srv/data"));
    }

    @Test
    void hasAVariableOfItsOwnForEachKey() {
        assertThat(Keys.all().stream().map(Key::environment))
                .doesNotHaveDuplicates()
                .contains("RINGBACK_HTTP_PORT");
    }

    private void file(String text) throws IOException {
        Files.writeString(home.resolve("conf/ringback.yaml"), text);
    }

    private SettingsReader.Read read(String... sets) throws BadSettings {
        return reader().read(Optional.empty(), List.of(sets));
    }

    private String refused(String... sets) {
        return catchThrowableOfType(BadSettings.class, () -> read(sets)).getMessage();
    }

    /** The tests' own process has the environment it has; this stands for it. */
    private SettingsReader reader() {
        return new SettingsReader(
                home, new ConfigStoreOptions().setType("json").setConfig(new JsonObject(Map.copyOf(environment))));
    }
}
