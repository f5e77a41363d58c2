package dev.ringback.config;

import dev.ringback.domain.Network;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every setting there is, in the order of {@code conf/ringback.yaml}, which a test holds equal to this list. */
final class Keys {
    static final String ENVIRONMENT = "RINGBACK_";
    private static final Map<String, Key<?>> ALL = new LinkedHashMap<>();

    static final Key<String> HTTP_HOST = key(
            "http.host", Kinds.host(), "127.0.0.1", "Address to listen on; 0.0.0.0 is every network of the machine.");
    static final Key<Integer> HTTP_PORT =
            key("http.port", Kinds.port(0), "8080", "Port of the API and the page; 0 takes any free one.");
    static final Key<Optional<String>> HTTP_PUBLIC_URL = key(
            "http.public_url",
            Kinds.webUrl().optional(),
            "",
            "Address others reach this node by, used for links and inboxes; empty: made of host and port.");
    static final Key<Long> HTTP_BODY_BUDGET = key(
            "http.body_budget_bytes",
            Kinds.size("1MiB", "64GiB", "a request must fit, and the heap must hold it all"),
            "32MiB",
            "Request bodies being read at one time, together.");

    static {
        PageKeys.load();
    }

    static final Key<String> DATA_DIR =
            key("data.dir", Kinds.path(), "data", "Directory of the embedded database and the secrets key.");
    static final Key<Optional<DatabaseUrl>> DATABASE_URL = secret(
            "database.url",
            Kinds.databaseUrl().optional(),
            "PostgreSQL 15 or newer of your own; empty: an embedded one under data.dir.");
    static final Key<Integer> DATABASE_CONNECTIONS = key(
            "database.connections",
            Kinds.number(4, 500, "the node's parts need 4 at once; PostgreSQL slows down with many"),
            "12",
            "Connections for pages, changes and upkeep; each event loop and four parts of the path have one beside.");
    static final Key<Integer> DATABASE_EMBEDDED_PORT = key(
            "database.embedded_port",
            Kinds.port(0),
            "0",
            "Port of the embedded database on 127.0.0.1; 0 takes any free one.");
    static final Key<Optional<Secret>> SECRETS_KEY = secret(
            "secrets.key",
            Kinds.base64(32).optional(),
            "Key for the profiles' secrets, the same on all nodes of one database; empty: made in data.dir.");
    static final Key<List<Secret>> FORMER_KEYS = secret(
            "secrets.former_keys",
            Kinds.base64List(32),
            "Keys that open what they sealed and seal nothing: the old one during a rotation, or the one that is to come.");
    static final Key<Integer> RETENTION_DAYS = key(
            "retention.days",
            Kinds.number(1, 1000, "each day is a partition that every query by id must plan around"),
            "30",
            "Days that callbacks and attempts are kept.");
    static final Key<Integer> AUDIT_DAYS = key(
            "retention.audit_days",
            Kinds.number(1, 3650, "each change of a profile or a key is a row"),
            "365",
            "Days that it is kept who changed what.");

    static final Key<Integer> COUNT_DAYS = key(
            "retention.count_days",
            Kinds.number(
                    70, 3650, "a mail of last month compares it with the one before; a row a profile and quarter hour"),
            "100",
            "Days that the counts of the reports are kept.");

    static final Key<Optional<Secret>> BOOTSTRAP_API_KEY = secret(
            "bootstrap.api_key",
            Kinds.apiKey(20, 200).optional(),
            "API key with all scopes, made at the start in the account default when it is not there yet.");
    static final Key<Optional<String>> BOOTSTRAP_ADMIN_EMAIL = key(
            "bootstrap.admin_email",
            Kinds.plainMailAddress().optional(),
            "",
            "Mail address the first administrator signs in with.");
    static final Key<Optional<Secret>> BOOTSTRAP_ADMIN_PASSWORD = secret(
            "bootstrap.admin_password", Kinds.secretText(8, 200).optional(), "Password of the first administrator.");

    static final Key<Integer> CALLBACK_BYTES = key(
            "intake.callback_bytes_max",
            Kinds.size("1KiB", "16MiB", "a callback is held in memory whole").map(Math::toIntExact),
            "256KiB",
            "Size of one callback's data.");
    static final Key<Integer> BATCH_BYTES = key(
            "intake.batch_bytes_max",
            Kinds.size("64KiB", "256MiB", "a batch is held in memory whole").map(Math::toIntExact),
            "8MiB",
            "Size of one batch request.");
    static final Key<Integer> BATCH_CALLBACKS = key(
            "intake.batch_callbacks_max",
            Kinds.number(1, 10_000, "its answer waits for the last of them"),
            "1000",
            "Callbacks in one batch request.");
    static final Key<Integer> FLUSH_BYTES = key(
            "intake.flush_bytes_max",
            Kinds.size("64KiB", "64MiB", "one statement carries it all").map(Math::toIntExact),
            "1MiB",
            "Data that the journal writes in one statement.");
    static final Key<Integer> FLUSH_CALLBACKS = key(
            "intake.flush_callbacks_max",
            Kinds.number(1, 10_000, "one that the database refuses is found by halving"),
            "500",
            "Callbacks that the journal writes in one statement.");
    static final Key<Integer> UNSETTLED_CALLBACKS = key(
            "intake.unsettled_callbacks_max",
            Kinds.number(100, 10_000_000, "a batch must fit, and the heap must hold them all"),
            "50000",
            "Callbacks accepted and neither settled nor in the backlog; beyond it the answer is 429.");
    static final Key<Long> UNSETTLED_BYTES = key(
            "intake.unsettled_bytes_max",
            Kinds.size("1MiB", "64GiB", "a batch must fit, and the heap must hold it all"),
            "48MiB",
            "Data of those callbacks; beyond it the answer is 429.");
    static final Key<Duration> IDEMPOTENCY = key(
            "intake.idempotency_hours",
            Kinds.number(1, 720, "every key is a row").map(Duration::ofHours),
            "24",
            "Hours that an idempotency key is remembered.");

    static final Key<Boolean> PRIVATE_NETWORKS = key(
            "delivery.allow_private_networks",
            Kinds.flag(),
            "false",
            "Whether receivers may have loopback and private addresses; the demo sets it.");
    static final Key<List<Network>> ALLOWED_NETWORKS = key(
            "delivery.allowed_networks",
            Kinds.networks(),
            "",
            "Networks that may be called though they are private; a cloud's metadata service must be listed even"
                    + " where private networks are allowed.");
    static final Key<Boolean> UNVERIFIED_TLS = key(
            "delivery.allow_unverified_tls",
            Kinds.flag(),
            "false",
            "Whether a profile may say that the receiver's certificate is not verified.");
    static final Key<Integer> IN_FLIGHT = key(
            "delivery.in_flight_max",
            Kinds.number(1, 100_000, "each may hold a connection of its own"),
            "2000",
            "Attempts under way on this node, over all profiles.");
    static final Key<Integer> LINE = key(
            "delivery.line_max",
            Kinds.number(1, 1_000_000, "they wait in memory"),
            "10000",
            "Callbacks that wait in one lane; more go to the backlog.");
    static final Key<Duration> LINE_WAIT = key(
            "delivery.line_wait_max",
            Kinds.duration("100ms", "5m", "what waits long belongs in the backlog"),
            "5s",
            "Time a callback waits in a lane before it goes to the backlog.");
    static final Key<Duration> CONNECT_TIMEOUT = key(
            "delivery.connect_timeout",
            Kinds.duration("100ms", "1m", "a dead receiver holds a place that long"),
            "5s",
            "Time for connecting to a receiver, TLS included.");
    static final Key<Integer> ANSWER_BYTES = key(
            "delivery.answer_bytes_max",
            Kinds.size("1KiB", "1MiB", "each attempt under way may hold that much")
                    .map(Math::toIntExact),
            "16KiB",
            "Part of a receiver's answer that is read.");
    static final Key<Integer> EXCERPT_BYTES = key(
            "delivery.excerpt_bytes_max",
            Kinds.size("0B", "64KiB", "it is stored with the attempt").map(Math::toIntExact),
            "1KiB",
            "Part of a request and of an answer that is kept.");
    static final Key<Integer> TESTS = key(
            "delivery.tests_max",
            Kinds.number(1, 1000, "each holds a connection and an answer"),
            "20",
            "Tests of profiles under way on this node; beyond it the answer is 429.");
    static final Key<Integer> TESTS_OF_ACCOUNT = key(
            "delivery.account_tests_max",
            Kinds.number(1, 1000, "one account must leave room to the others"),
            "5",
            "Of those, how many may be of one account.");

    static final Key<Duration> POLL = key(
            "backlog.poll",
            Kinds.duration("20ms", "1m", "shorter only burdens the database; retries are late by it"),
            "250ms",
            "Pause between two looks for due callbacks.");
    static final Key<Integer> CLAIM = key(
            "backlog.claim_max",
            Kinds.number(1, 10_000, "a claim holds locks on its rows"),
            "1000",
            "Callbacks claimed from the backlog at once.");
    static final Key<Integer> DEAD_AFTER = key(
            "backlog.dead_after_beats",
            Kinds.number(3, 600, "fewer take a short pause for death"),
            "10",
            "Beats, one a second, without which another node is taken for dead.");
    static final Key<Integer> LEDGER_FLUSH = key(
            "ledger.flush_max",
            Kinds.number(1, 10_000, "a long transaction delays the answers of all"),
            "1000",
            "Attempts that the ledger writes in one transaction.");
    static final Key<Integer> REPLAY_RATE = key(
            "replay.rate",
            Kinds.number(1, 10_000, "more would leave no room for fresh callbacks"),
            "500",
            "Callbacks that the replays of a node make in a second, all replays together.");

    static {
        ClusterKeys.load();
    }

    static final Key<Optional<String>> MAIL_HOST =
            key("mail.host", Kinds.host().optional(), "", "Mail server for the reports; empty: no mail is sent.");
    static final Key<Integer> MAIL_PORT = key("mail.port", Kinds.port(1), "587", "Port of the mail server.");
    static final Key<String> MAIL_TLS = key(
            "mail.tls",
            Kinds.choice(List.of("disabled", "starttls", "tls")),
            "starttls",
            "How the connection to the mail server is protected.");
    static final Key<Optional<String>> MAIL_USER = key(
            "mail.user",
            Kinds.matching("1 to 200 characters", "[^\\p{Cntrl}]{1,200}").optional(),
            "",
            "User at the mail server; empty: no sign-in.");
    static final Key<Optional<Secret>> MAIL_PASSWORD =
            secret("mail.password", Kinds.secretText(1, 200).optional(), "Password at the mail server.");
    static final Key<String> MAIL_FROM =
            key("mail.from", Kinds.mailAddress(), "ringback@localhost", "Sender of the mails.");

    static final Key<Duration> DISABLE_AFTER = key(
            "profile.disable_after",
            Kinds.duration("1h", "30d", "a receiver may be away for a weekend"),
            "5d",
            "Time of nothing but failures after which a profile is disabled by itself.");
    static final Key<Duration> STOP_GRACE = key(
            "stop.grace",
            Kinds.duration("0s", "5m", "whoever stops the node waits for it"),
            "10s",
            "Time to finish what is under way when the node stops; the rest goes to the backlog.");
    static final Key<Integer> EVENT_LOOPS = key(
            "node.event_loops",
            Kinds.number(0, 256, "more than the cores only compete"),
            "0",
            "Event loops; 0: as many as there are cores.");
    static final Key<Optional<String>> CATALOGUE = key(
            "catalogue.file",
            Kinds.path().optional(),
            "",
            "The channels and events; empty: channels.yaml beside this file, or else the one in conf.");

    private Keys() {}

    static Collection<Key<?>> all() {
        return Collections.unmodifiableCollection(ALL.values());
    }

    static Collection<String> names() {
        return Collections.unmodifiableSet(ALL.keySet());
    }

    static Optional<Key<?>> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static <T> Key<T> key(String name, Kind<T> kind, String fallback, String meaning) {
        return add(new Key<>(name, kind, fallback, false, meaning));
    }

    static <T> Key<T> secret(String name, Kind<T> kind, String meaning) {
        return add(new Key<>(name, kind, "", true, meaning));
    }

    private static <T> Key<T> add(Key<T> key) {
        ALL.put(key.name(), key);
        return key;
    }
}
