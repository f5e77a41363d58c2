package dev.ringback.config;

import dev.ringback.domain.AddressGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All settings of a node. What each means, its unit and its default stand in {@code conf/ringback.yaml}. */
public record Settings(
        Http http,
        Storage storage,
        Bootstrap bootstrap,
        Intake intake,
        Delivery delivery,
        Backlog backlog,
        Mail mail,
        Node node) {

    /** http.host, http.port, http.public_url (empty: made of host and port), http.body_budget_bytes, session.*, live.account_streams_max */
    public record Http(
            String host,
            int port,
            Optional<String> publicUrl,
            long bodyBudgetBytes,
            Sessions sessions,
            int liveStreamsMax) {}

    /** session.idle_max (12h), session.lifetime_max (7d), session.hashing_max (passwords at once) */
    public record Sessions(Duration idleMax, Duration lifetimeMax, int hashingMax) {
        public static final Sessions STANDARD = new Sessions(Duration.ofHours(12), Duration.ofDays(7), 2);
    }

    /**
     * data.dir; database.url, database.connections, database.embedded_port (0: any free port), retention.days,
     * retention.audit_days, retention.count_days
     */
    public record Storage(
            Path dataDir,
            Optional<DatabaseUrl> databaseUrl,
            int connections,
            int embeddedPort,
            SecretsKeys secrets,
            int retentionDays,
            int auditDays,
            int countDays) {}

    /** secrets.key, secrets.former_keys: each base64 of 32 bytes */
    public record SecretsKeys(Optional<Secret> key, List<Secret> formerKeys) {
        public static final SecretsKeys OF_FILE = new SecretsKeys(Optional.empty(), List.of());
    }

    /** bootstrap.api_key, bootstrap.admin_email, bootstrap.admin_password */
    public record Bootstrap(Optional<Secret> apiKey, Optional<String> adminEmail, Optional<Secret> adminPassword) {}

    /**
     * intake.callback_bytes_max (256 KiB), intake.batch_bytes_max (8 MiB), intake.batch_callbacks_max (1000),
     * intake.flush_bytes_max (1 MiB), intake.flush_callbacks_max, intake.unsettled_callbacks_max,
     * intake.unsettled_bytes_max, intake.idempotency_hours (24)
     */
    public record Intake(
            int callbackBytesMax,
            int batchBytesMax,
            int batchCallbacksMax,
            int flushBytesMax,
            int flushCallbacksMax,
            int unsettledCallbacksMax,
            long unsettledBytesMax,
            Duration idempotencyKept) {}

    /**
     * delivery.in_flight_max (all lanes of the node together), delivery.line_max
     * (callbacks waiting in one lane), delivery.line_wait_max (5s), delivery.connect_timeout (5s),
     * delivery.answer_bytes_max (16 KiB), delivery.excerpt_bytes_max (1 KiB)
     */
    public record Delivery(
            Reach reach,
            int inFlightMax,
            int lineMax,
            Duration lineWaitMax,
            Duration connectTimeout,
            int answerBytesMax,
            int excerptBytesMax,
            Tests tests) {}

    /** delivery.allow_private_networks, delivery.allowed_networks, delivery.allow_unverified_tls */
    public record Reach(AddressGuard guard, boolean allowUnverifiedTls) {
        public static final Reach PUBLIC = new Reach(AddressGuard.PUBLIC_ONLY, false);
        public static final Reach PRIVATE = new Reach(new AddressGuard(true, List.of()), false);
    }

    /** delivery.tests_max (of profiles, on this node at once), delivery.account_tests_max */
    public record Tests(int max, int perAccountMax) {}

    /**
     * backlog.poll (250ms), backlog.claim_max (rows claimed at once), backlog.dead_after_beats (10), ledger.flush_max
     * (attempts written at once), replay.rate (callbacks that replays make in a second)
     */
    public record Backlog(Duration poll, int claimMax, int deadAfterBeats, int ledgerFlushMax, int replayRate) {}

    /** mail.host (none: no mail is sent), mail.port, mail.tls, mail.user, mail.password, mail.from */
    public record Mail(
            Optional<String> host,
            int port,
            MailTls tls,
            Optional<String> user,
            Optional<Secret> password,
            String from) {}

    /** How the connection to the mail server is protected. */
    public enum MailTls {
        DISABLED,
        STARTTLS,
        TLS
    }

    /**
     * stop.grace (10s), node.event_loops (0: as many as cores), catalogue.file (always a path here), profile.disable_after
     * (5d), cluster.*
     */
    public record Node(
            Duration stopGrace, int eventLoops, Path catalogueFile, Duration profileDisableAfter, Cluster cluster) {}

    /** cluster.enabled, cluster.name, cluster.secret, cluster.file (none: the one in the jar), and what the records below name */
    public record Cluster(
            boolean enabled,
            Address address,
            Finding finding,
            String name,
            Optional<Secret> secret,
            Optional<BusTls> tls,
            Optional<Path> hazelcastFile) {
        public static final Cluster NONE = new Cluster(
                false,
                new Address("127.0.0.1", 5701, 5801),
                new Finding(List.of(), Optional.empty()),
                "ringback",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** cluster.host, cluster.port (membership), cluster.bus_port */
    public record Address(String host, int port, int busPort) {}

    /** cluster.members (each host:port), cluster.service_dns */
    public record Finding(List<String> members, Optional<String> serviceDns) {}

    /** cluster.tls.certificate, cluster.tls.key, cluster.tls.trust */
    public record BusTls(Path certificate, Path key, Path trust) {}
}
