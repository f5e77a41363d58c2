package dev.ringback.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.account.ApiKey;
import dev.ringback.account.ApiKeyRoutes;
import dev.ringback.account.BootstrapKey;
import dev.ringback.account.EditKeys;
import dev.ringback.account.Means;
import dev.ringback.ambient.SystemAmbient;
import dev.ringback.audit.AuditRoutes;
import dev.ringback.config.Secret;
import dev.ringback.domain.KeyHash;
import dev.ringback.http.BodyBudget;
import dev.ringback.http.Caller;
import dev.ringback.http.KeyLookup;
import dev.ringback.http.Revocations;
import dev.ringback.http.SessionToken;
import dev.ringback.store.Database;
import dev.ringback.store.Migrations;
import dev.ringback.store.Passing;
import dev.ringback.store.PgApiKeys;
import dev.ringback.store.PgAudit;
import dev.ringback.store.PgSessions;
import dev.ringback.store.PgUsers;
import dev.ringback.support.Await;
import dev.ringback.support.Http;
import dev.ringback.support.Http.Reply;
import dev.ringback.support.TestPostgres;
import dev.ringback.support.TestSite;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sign-in, what its cookie opens, and how it ends, from the request to PostgreSQL. */
class SessionIT {
    private static final String KEY = "bootstrap-key-of-the-tests";
    private static final String EMAIL = "ana@example.com";
    private static final String PASSWORD = "correct horse battery";
    private static final Duration IDLE = Duration.ofHours(12);
    private static final Duration LIFETIME = Duration.ofDays(7);

    private static final Vertx vertx = Vertx.vertx();
    private static final SystemAmbient ambient = new SystemAmbient();
    private static Database database;
    private static TestSite site;
    private static Http http;

    @BeforeAll
    static void start() {
        database = TestPostgres.open(vertx, SessionIT.class);
        assertThat(Await.result(new Migrations(database, "sql/migrations", ambient.clock()).apply()))
                .isNotEmpty();
        var store = new PgSessions(database);
        var keys = new PgApiKeys(database);
        var passwords = new Passwords(vertx, ambient.secrets(), 2);
        var sessions = new Sessions(store, ambient.clock(), new Terms(IDLE, LIFETIME, true));
        var lookup = lookup(keys, sessions);
        var signIn = new SignIn(store, passwords, lookup, ambient.secrets(), ambient.clock());
        var revocations = new Revocations();
        var users = new PgUsers(database);
        var change = new ChangePassword(signIn, passwords, users, means(), revocations);
        site = TestSite.start(
                vertx,
                ambient,
                new TestSite.Parts(
                        lookup,
                        revocations,
                        new BodyBudget(1 << 20),
                        Passing::is,
                        () -> List.of(
                                new SessionRoutes(signIn, sessions, change, revocations),
                                new UserRoutes(new EditUsers(users, passwords, means(), revocations)),
                                new ApiKeyRoutes(new EditKeys(keys, means(), revocations)),
                                new AuditRoutes(new PgAudit(database)))));
        http = site.http();
        assertThat(Await.result(new BootstrapKey(keys, means()).ensure(Optional.of(new Secret(KEY)))))
                .isTrue();
        var first = new FirstAdmin(store, passwords, ambient.ids(), ambient.clock());
        assertThat(Await.result(Future.all(
                                first.ensure("Ana@Example.com ", new Secret(PASSWORD)),
                                first.ensure(EMAIL, new Secret(PASSWORD))))
                        .<Boolean>list())
                .containsExactlyInAnyOrder(true, false);
        assertThat(Await.result(first.ensure("eve@example.com", new Secret(PASSWORD))))
                .isFalse();
    }

    @AfterAll
    static void stop() {
        site.close();
        Await.result(database.close());
        Await.result(vertx.close());
    }

    private static KeyLookup lookup(PgApiKeys keys, Sessions sessions) {
        return new KeyLookup() {
            @Override
            public Future<Optional<Caller>> caller(KeyHash hash) {
                return keys.withHash(hash).map(found -> found.map(ApiKey::caller));
            }

            @Override
            public Future<Optional<Caller>> session(KeyHash hash) {
                return sessions.caller(hash);
            }
        };
    }

    private static Means means() {
        return new Means(ambient.clock(), ambient.ids(), ambient.secrets());
    }

    private static JsonObject ana() {
        return new JsonObject().put("email", EMAIL).put("password", PASSWORD);
    }

    /** A browser: the cookie of one sign-in, and the token that its page was told. */
    private record Browser(String cookie, String csrf) {
        static Browser signIn(JsonObject with) {
            Reply reply = http.post("/v1/session", with);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            String cookie = reply.header("set-cookie");
            return new Browser(
                    cookie.substring(0, cookie.indexOf(';')), reply.json().getString("csrf_token"));
        }

        Reply get(String path) {
            return http.send("GET", path, "", "cookie", cookie);
        }

        Reply send(String method, String path, String body) {
            return http.send(method, path, body, "cookie", "theme=dark; " + cookie, "x-csrf-token", csrf);
        }

        KeyHash hash() {
            return new SessionToken(cookie.substring(cookie.indexOf('=') + 1)).hash();
        }
    }

    private static String newKey(String title) {
        return new JsonObject()
                .put("title", title)
                .put("scopes", new JsonArray().add("read"))
                .encode();
    }

    @Test
    void signsInWithAMailAddressInAnyCase() {
        Reply reply = http.post("/v1/session", ana().put("email", " ANA@example.com"));

        assertThat(reply.status()).isEqualTo(200);
        JsonObject session = reply.json();
        assertThat(session.getJsonObject("user").getString("email")).isEqualTo(EMAIL);
        assertThat(session.getValue("api_key")).isNull();
        assertThat(session.getJsonObject("account").getString("id")).isEqualTo("default");
        assertThat(session.getJsonArray("scopes")).contains("operator", "admin", "publish", "read");
        assertThat(reply.header("set-cookie"))
                .matches(
                        "ringback_session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict; Secure");
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
    }

    @Test
    void theCookieOpensTheApiAndTheAuditNamesTheUser() {
        Browser browser = Browser.signIn(ana());

        assertThat(browser.get("/v1/api-keys").status()).isEqualTo(200);
        Reply made = browser.send("POST", "/v1/api-keys", newKey("By Ana"));

        assertThat(made.status()).isEqualTo(201);
        JsonObject by = browser.get("/v1/audit?limit=1")
                .json()
                .getJsonArray("data")
                .getJsonObject(0)
                .getJsonObject("by");
        assertThat(by.getString("type")).isEqualTo("user");
        assertThat(by.getString("id")).startsWith("usr_");
        assertThat(by.getString("title")).isEqualTo(EMAIL);
    }

    @Test
    void whatChangesSomethingNeedsTheSessionsOwnToken() {
        Browser browser = Browser.signIn(ana());
        Browser other = Browser.signIn(ana());

        Reply without = http.send("POST", "/v1/api-keys", newKey("Forged"), "cookie", browser.cookie());
        Reply foreign = new Browser(browser.cookie(), other.csrf()).send("POST", "/v1/api-keys", newKey("Forged"));
        Reply out = http.send("DELETE", "/v1/session", "", "cookie", browser.cookie());

        for (Reply reply : List.of(without, foreign, out)) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.problem()).isEqualTo("csrf");
        }
        assertThat(browser.get("/v1/session").json().getString("csrf_token")).isEqualTo(browser.csrf());
        assertThat(browser.get("/v1/api-keys").body()).doesNotContain("Forged");
    }

    @Test
    void signsOutAtOnce() {
        Browser browser = Browser.signIn(ana());
        assertThat(browser.get("/v1/api-keys").status()).isEqualTo(200);

        Reply out = browser.send("DELETE", "/v1/session", "");

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("set-cookie")).startsWith("ringback_session=; Path=/; Max-Age=0;");
        assertThat(browser.get("/v1/api-keys").status()).isEqualTo(401);
        assertThat(browser.get("/v1/session").problem()).isEqualTo("unauthenticated");
    }

    @Test
    void anApiKeyOpensASessionThatEndsWithIt() {
        Http operator = http.as(KEY);
        JsonObject key = operator.post("/v1/api-keys", newKey("Page")).json();
        Browser browser = Browser.signIn(new JsonObject().put("api_key", key.getString("secret")));
        JsonObject session = browser.get("/v1/session").json();

        assertThat(session.getJsonObject("api_key").getString("title")).isEqualTo("Page");
        assertThat(session.getValue("user")).isNull();
        assertThat(session.getJsonArray("scopes")).containsExactly("read");
        assertThat(browser.send("POST", "/v1/api-keys", newKey("More")).problem())
                .isEqualTo("forbidden");

        assertThat(operator.delete("/v1/api-keys/" + key.getString("id")).status())
                .isEqualTo(204);
        assertThat(browser.get("/v1/session").status()).isEqualTo(401);
    }

    @Test
    void tellsNobodyWhichHalfWasWrong() {
        Reply password = http.post("/v1/session", ana().put("password", "wrong"));
        Reply email = http.post("/v1/session", ana().put("email", "nobody@example.com"));
        Reply key = http.post("/v1/session", new JsonObject().put("api_key", "rb_unknown"));

        for (Reply reply : List.of(password, email, key)) {
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.problem()).isEqualTo("sign-in-failed");
            assertThat(reply.json().getString("detail"))
                    .isEqualTo(password.json().getString("detail"));
            assertThat(reply.header("set-cookie")).isEmpty();
        }
        Reply none = http.post("/v1/session", "{\"email\":\"a@b.c\"}");
        assertThat(none.error(0).getString("pointer")).isEqualTo("/password");
    }

    @Test
    void slowsDownWhoeverGuesses() {
        JsonObject guess = new JsonObject().put("email", "guessed@example.com").put("password", "123456");
        for (int i = 0; i < 6; i++) {
            assertThat(http.post("/v1/session", guess).status()).isEqualTo(401);
        }

        Reply slowed = http.post("/v1/session", guess);

        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.problem()).isEqualTo("too-many-requests");
        assertThat(slowed.header("retry-after")).isEqualTo("1");
        assertThat(http.post("/v1/session", ana()).status()).isEqualTo(200);
    }

    @Test
    void sessionsEndWhenIdleOrOldAndUseKeepsThemAlive() {
        Browser used = Browser.signIn(ana());
        Browser idle = Browser.signIn(ana());
        Browser old = Browser.signIn(ana());
        Instant present = ambient.clock().instant();
        age(used, present.minus(LIFETIME.minusMinutes(1)), present.minus(IDLE.minusMinutes(1)));
        age(idle, present.minus(IDLE), present.minus(IDLE));
        age(old, present.minus(LIFETIME), present);

        assertThat(used.get("/v1/session").status()).isEqualTo(200);
        assertThat(idle.get("/v1/session").status()).isEqualTo(401);
        assertThat(old.get("/v1/session").status()).isEqualTo(401);
        assertThat(seenAt(used)).isAfterOrEqualTo(present.minusSeconds(1));

        Await.result(sessions(ambient.clock()).dropOlder());
        assertThat(count(idle) + count(old)).isZero();
        assertThat(count(used)).isEqualTo(1);
    }

    @Test
    void keepsTheNewestTwentySessionsOfOne() {
        JsonObject key = http.as(KEY).post("/v1/api-keys", newKey("Many")).json();
        JsonObject with = new JsonObject().put("api_key", key.getString("secret"));
        Browser first = Browser.signIn(with);
        Browser second = Browser.signIn(with);
        for (int i = 0; i < 19; i++) {
            var unused = Browser.signIn(with);
        }

        assertThat(count(first)).isZero();
        assertThat(count(second)).isEqualTo(1);
    }

    @Test
    void whatIsNoTokenIsNobody() {
        for (String cookie : List.of("ringback_session=", "ringback_session=x", "ringback_session=" + "é".repeat(43))) {
            assertThat(http.send("GET", "/v1/session", "", "cookie", cookie).status())
                    .isEqualTo(401);
        }
        String guessed = "ringback_session=" + "A".repeat(43);
        assertThat(http.send("GET", "/v1/session", "", "cookie", guessed).status())
                .isEqualTo(401);
        assertThat(http.as(KEY).get("/v1/session").status()).isEqualTo(401);
    }

    @Test
    void aUserComesWithAPasswordMakesTheirOwnAndGoes() {
        Browser ana = Browser.signIn(ana());
        Reply made = ana.send("POST", "/v1/users", "{\"email\":\"Bert@example.com\",\"scopes\":[\"read\"]}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String first = made.json().getString("password");
        JsonObject bert = new JsonObject().put("email", "bert@example.com");
        Browser here = Browser.signIn(bert.copy().put("password", first));
        Browser elsewhere = Browser.signIn(bert.copy().put("password", first));
        String path = "/v1/session/password";

        assertThat(here.send("PUT", path, change("not it", "a longer one"))
                        .error(0)
                        .getString("pointer"))
                .isEqualTo("/current_password");
        assertThat(here.send("PUT", path, change(first, "a longer one")).status())
                .isEqualTo(204);
        assertThat(here.get("/v1/session").status()).isEqualTo(200);
        assertThat(elsewhere.get("/v1/session").status()).isEqualTo(401);

        String user = "/v1/users/" + made.json().getString("id");
        Reply reset = ana.send("POST", user + "/reset-password", "");
        assertThat(here.get("/v1/session").status()).isEqualTo(401);
        Browser again = Browser.signIn(bert.copy().put("password", reset.json().getString("password")));
        assertThat(ana.send("DELETE", user, "").status()).isEqualTo(204);
        assertThat(again.get("/v1/session").status()).isEqualTo(401);
        assertThat(ana.get("/v1/users").json().getJsonArray("data")).hasSize(1);
        assertThat(ana.get("/v1/audit?limit=4").json().getJsonArray("data"))
                .extracting(each -> ((JsonObject) each).getString("action"))
                .containsExactly("user.removed", "user.password_reset", "user.password_changed", "user.created");
    }

    @Test
    void usersAreRefusedWhatWouldNotWork() {
        Browser ana = Browser.signIn(ana());
        String self = ana.get("/v1/session").json().getJsonObject("user").getString("id");

        assertThat(ana.send("DELETE", "/v1/users/" + self, "").status()).isEqualTo(409);
        String taken = "{\"email\":\"ana@EXAMPLE.com\",\"scopes\":[\"read\"]}";
        assertThat(ana.send("POST", "/v1/users", taken).body()).contains("email is taken");
        String wrong = "{\"email\":\"x\",\"scopes\":[\"publish\"]}";
        assertThat(ana.send("POST", "/v1/users", wrong).body()).contains("/email", "/scopes");
    }

    private static String change(String current, String other) {
        return "{\"current_password\":\"" + current + "\",\"password\":\"" + other + "\"}";
    }

    private static Sessions sessions(InstantSource clock) {
        return new Sessions(new PgSessions(database), clock, new Terms(IDLE, LIFETIME, false));
    }

    private static void age(Browser browser, Instant createdAt, Instant seenAt) {
        var unused = Await.result(database.transactions()
                .preparedQuery("update session set created_at = $2, seen_at = $3 where hash = $1")
                .execute(Tuple.of(
                        Buffer.buffer(browser.hash().sha256()),
                        createdAt.atOffset(ZoneOffset.UTC),
                        seenAt.atOffset(ZoneOffset.UTC))));
    }

    private static Instant seenAt(Browser browser) {
        return Await.result(database.transactions()
                        .preparedQuery("select seen_at from session where hash = $1")
                        .execute(Tuple.of(Buffer.buffer(browser.hash().sha256()))))
                .iterator()
                .next()
                .get(OffsetDateTime.class, "seen_at")
                .toInstant();
    }

    private static int count(Browser browser) {
        return Await.result(database.transactions()
                        .preparedQuery("select hash from session where hash = $1")
                        .execute(Tuple.of(Buffer.buffer(browser.hash().sha256()))))
                .size();
    }
}
