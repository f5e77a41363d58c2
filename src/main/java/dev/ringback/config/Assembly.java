package dev.ringback.config;

import dev.ringback.domain.AddressGuard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Puts the values into the records the stages take. Relative paths are taken from the project's directory. */
final class Assembly {
    private static final String CHANNELS = "channels.yaml";

    private final Values values;
    private final Path home;
    private final Path file;

    Assembly(Values values, Path home, Path file) {
        this.values = values;
        this.home = home;
        this.file = file;
    }

    Settings settings() {
        return new Settings(http(), storage(), bootstrap(), intake(), delivery(), backlog(), mail(), node());
    }

    private Settings.Http http() {
        return new Settings.Http(
                values.get(Keys.HTTP_HOST),
                values.get(Keys.HTTP_PORT),
                values.get(Keys.HTTP_PUBLIC_URL),
                values.get(Keys.HTTP_BODY_BUDGET),
                new Settings.Sessions(
                        values.get(PageKeys.SESSION_IDLE),
                        values.get(PageKeys.SESSION_LIFETIME),
                        values.get(PageKeys.HASHING)),
                values.get(PageKeys.LIVE_STREAMS));
    }

    private Settings.Storage storage() {
        return new Settings.Storage(
                home.resolve(values.get(Keys.DATA_DIR)).normalize(),
                values.get(Keys.DATABASE_URL),
                values.get(Keys.DATABASE_CONNECTIONS),
                values.get(Keys.DATABASE_EMBEDDED_PORT),
                new Settings.SecretsKeys(values.get(Keys.SECRETS_KEY), values.get(Keys.FORMER_KEYS)),
                values.get(Keys.RETENTION_DAYS),
                values.get(Keys.AUDIT_DAYS),
                values.get(Keys.COUNT_DAYS));
    }

    private Settings.Bootstrap bootstrap() {
        return new Settings.Bootstrap(
                values.get(Keys.BOOTSTRAP_API_KEY),
                values.get(Keys.BOOTSTRAP_ADMIN_EMAIL),
                values.get(Keys.BOOTSTRAP_ADMIN_PASSWORD));
    }

    private Settings.Intake intake() {
        return new Settings.Intake(
                values.get(Keys.CALLBACK_BYTES),
                values.get(Keys.BATCH_BYTES),
                values.get(Keys.BATCH_CALLBACKS),
                values.get(Keys.FLUSH_BYTES),
                values.get(Keys.FLUSH_CALLBACKS),
                values.get(Keys.UNSETTLED_CALLBACKS),
                values.get(Keys.UNSETTLED_BYTES),
                values.get(Keys.IDEMPOTENCY));
    }

    private Settings.Delivery delivery() {
        return new Settings.Delivery(
                new Settings.Reach(
                        new AddressGuard(values.get(Keys.PRIVATE_NETWORKS), values.get(Keys.ALLOWED_NETWORKS)),
                        values.get(Keys.UNVERIFIED_TLS)),
                values.get(Keys.IN_FLIGHT),
                values.get(Keys.LINE),
                values.get(Keys.LINE_WAIT),
                values.get(Keys.CONNECT_TIMEOUT),
                values.get(Keys.ANSWER_BYTES),
                values.get(Keys.EXCERPT_BYTES),
                new Settings.Tests(values.get(Keys.TESTS), values.get(Keys.TESTS_OF_ACCOUNT)));
    }

    private Settings.Backlog backlog() {
        return new Settings.Backlog(
                values.get(Keys.POLL),
                values.get(Keys.CLAIM),
                values.get(Keys.DEAD_AFTER),
                values.get(Keys.LEDGER_FLUSH),
                values.get(Keys.REPLAY_RATE));
    }

    private Settings.Mail mail() {
        return new Settings.Mail(
                values.get(Keys.MAIL_HOST),
                values.get(Keys.MAIL_PORT),
                Settings.MailTls.valueOf(values.get(Keys.MAIL_TLS).toUpperCase(Locale.ROOT)),
                values.get(Keys.MAIL_USER),
                values.get(Keys.MAIL_PASSWORD),
                values.get(Keys.MAIL_FROM));
    }

    private Settings.Node node() {
        return new Settings.Node(
                values.get(Keys.STOP_GRACE),
                values.get(Keys.EVENT_LOOPS),
                catalogueFile(),
                values.get(Keys.DISABLE_AFTER),
                cluster());
    }

    private Settings.Cluster cluster() {
        return new Settings.Cluster(
                values.get(ClusterKeys.ENABLED),
                new Settings.Address(
                        values.get(ClusterKeys.HOST), values.get(ClusterKeys.PORT), values.get(ClusterKeys.BUS_PORT)),
                new Settings.Finding(values.get(ClusterKeys.MEMBERS), values.get(ClusterKeys.SERVICE_DNS)),
                values.get(ClusterKeys.NAME),
                values.get(ClusterKeys.SECRET),
                values.get(ClusterKeys.TLS_CERTIFICATE)
                        .map(certificate -> new Settings.BusTls(
                                home.resolve(certificate),
                                home.resolve(values.get(ClusterKeys.TLS_KEY).orElseThrow()),
                                home.resolve(values.get(ClusterKeys.TLS_TRUST).orElseThrow()))),
                hazelcastFile());
    }

    /** One that is named must be there; that of the project may be gone with the rest of the clone. */
    private Optional<Path> hazelcastFile() {
        Path ours = home.resolve("cluster").resolve("hazelcast.yaml");
        return values.get(ClusterKeys.FILE)
                .map(home::resolve)
                .or(() -> Optional.of(ours).filter(Files::isRegularFile))
                .map(Path::normalize);
    }

    /** Somebody who keeps a settings file of their own elsewhere need not copy the channels, but may. */
    private Path catalogueFile() {
        Path beside = file.resolveSibling(CHANNELS);
        return values.get(Keys.CATALOGUE)
                .map(home::resolve)
                .orElse(
                        Files.exists(beside)
                                ? beside
                                : SettingsReader.conf(home).resolve(CHANNELS))
                .normalize();
    }
}
