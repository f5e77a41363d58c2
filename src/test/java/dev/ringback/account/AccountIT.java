package dev.ringback.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ambient.SystemAmbient;
import dev.ringback.audit.AuditRoutes;
import dev.ringback.config.Secret;
import dev.ringback.http.BodyBudget;
import dev.ringback.http.Revocations;
import dev.ringback.store.Database;
import dev.ringback.store.Migrations;
import dev.ringback.store.Passing;
import dev.ringback.store.PgAccounts;
import dev.ringback.store.PgApiKeys;
import dev.ringback.store.PgAudit;
import dev.ringback.support.Await;
import dev.ringback.support.Http;
import dev.ringback.support.Http.Reply;
import dev.ringback.support.TestPostgres;
import dev.ringback.support.TestSite;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts and API keys, from the request to PostgreSQL. */
class AccountIT {
    private static final String BOOTSTRAP = "bootstrap-key-of-the-tests";

    private static final Vertx vertx = Vertx.vertx();
    private static final SystemAmbient ambient = new SystemAmbient();
    private static Database database;
    private static PgApiKeys keys;
    private static TestSite site;
    private static Http operator;

    @BeforeAll
    static void start() {
        database = TestPostgres.open(vertx, AccountIT.class);
        assertThat(Await.result(new Migrations(database, "sql/migrations", ambient.clock()).apply()))
                .isNotEmpty();
        keys = new PgApiKeys(database);
        var accounts = new PgAccounts(database);
        var revocations = new Revocations();
        site = TestSite.start(
                vertx,
                ambient,
                new TestSite.Parts(
                        hash -> keys.withHash(hash).map(key -> key.map(ApiKey::caller)),
                        revocations,
                        new BodyBudget(1 << 20),
                        Passing::is,
                        () -> List.of(
                                new AccountRoutes(accounts, means(), revocations),
                                new ApiKeyRoutes(new EditKeys(keys, means(), revocations)),
                                new AuditRoutes(new PgAudit(database)))));
        assertThat(Await.result(Future.all(bootstrap(), bootstrap())).<Boolean>list())
                .containsExactlyInAnyOrder(true, false);
        operator = site.http().as(BOOTSTRAP);
    }

    @AfterAll
    static void stop() {
        site.close();
        Await.result(database.close());
        Await.result(vertx.close());
    }

    private static Means means() {
        return new Means(ambient.clock(), ambient.ids(), ambient.secrets());
    }

    private static Future<Boolean> bootstrap() {
        return new BootstrapKey(keys, means()).ensure(Optional.of(new Secret(BOOTSTRAP)));
    }

    private static JsonObject key(Http as, String scope, String account) {
        JsonObject wanted = new JsonObject().put("title", scope).put("scopes", new JsonArray().add(scope));
        if (!account.isEmpty()) {
            wanted.put("account", account);
        }
        Reply reply = as.post("/v1/api-keys", wanted);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json();
    }

    private static Http with(JsonObject key) {
        return site.http().as(key.getString("secret"));
    }

    private static String account(String name) {
        return operator.post("/v1/accounts", new JsonObject().put("name", name))
                .json()
                .getString("id");
    }

    @Test
    void theAuditSaysWhoMadeAndRevokedAKey() {
        JsonObject admin = key(operator, "admin", account("Watched"));
        JsonObject made = key(with(admin), "publish", "");
        String madeId = made.getString("id");
        assertThat(with(admin).delete("/v1/api-keys/" + madeId).status()).isEqualTo(204);

        Reply reply = with(admin).get("/v1/audit?api_key_id=" + admin.getString("id"));

        JsonArray changes = reply.json().getJsonArray("data");
        assertThat(reply.body()).doesNotContain(made.getString("secret"));
        assertThat(changes).hasSize(2);
        JsonObject revoked = changes.getJsonObject(0);
        JsonObject by = revoked.getJsonObject("by");
        assertThat(revoked.getString("action")).isEqualTo("api_key.revoked");
        assertThat(revoked.getJsonObject("subject").encode())
                .isEqualTo("{\"type\":\"api_key\",\"id\":\"" + madeId + "\",\"title\":\"publish\"}");
        assertThat(by.encode())
                .isEqualTo("{\"type\":\"api_key\",\"id\":\"" + admin.getString("id") + "\",\"title\":\"admin\"}");
        assertThat(changes.getJsonObject(1).getJsonArray("changes").encode())
                .isEqualTo("[{\"field\":\"scopes\",\"before\":null,\"after\":[\"publish\"]}]");
        assertThat(with(admin).get("/v1/audit?limit=1").json().getString("next_cursor"))
                .isNotNull();
        assertThat(with(admin).get("/v1/audit?action=api_key.made").error(0).getString("detail"))
                .contains("must be one of");
        assertThat(with(admin).get("/v1/audit?profile_id=1").error(0).getString("pointer"))
                .isEqualTo("/profile_id");
        assertThat(operator.get("/v1/audit?action=api_key.created").body()).contains("\"type\":\"ringback\"");
    }

    @Test
    void aKeysSecretIsShownOnce() {
        JsonObject made = key(operator, "read", "");

        assertThat(made.getString("secret")).matches("rb_[A-Za-z0-9_-]{43}");
        assertThat(made.getString("hint")).isEqualTo(made.getString("secret").substring(0, 7) + "…");
        Reply list = operator.get("/v1/api-keys?limit=100");
        assertThat(list.body()).contains(made.getString("id")).doesNotContain(made.getString("secret"));
        assertThat(list.body()).contains("bootstrap").doesNotContain(BOOTSTRAP);
    }

    @Test
    void aRevokedKeyIsRefusedAtOnce() {
        JsonObject made = key(operator, "admin", "");
        Http admin = with(made);
        assertThat(admin.get("/v1/api-keys").status()).isEqualTo(200);

        assertThat(operator.delete("/v1/api-keys/" + made.getString("id")).status())
                .isEqualTo(204);

        assertThat(admin.get("/v1/api-keys").status()).isEqualTo(401);
        assertThat(operator.delete("/v1/api-keys/" + made.getString("id")).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"admin,403,200", "publish,403,403", "read,403,403", "operator,200,200"})
    void scopesOpenWhatTheySay(String scope, int accounts, int apiKeys) {
        Http caller = with(key(operator, scope, ""));

        assertThat(caller.get("/v1/accounts").status()).isEqualTo(accounts);
        assertThat(caller.get("/v1/api-keys").status()).isEqualTo(apiKeys);
    }

    @Test
    void adminsStayInTheirAccountAndGrantNoMoreThanTheyHave() {
        String acme = account("Acme");
        Http admin = with(key(operator, "admin", acme));
        JsonObject operators = key(operator, "operator", acme);
        JsonObject others = key(operator, "read", "");

        JsonObject own = key(admin, "publish", "");

        assertThat(own.getString("account")).isEqualTo(acme);
        assertThat(admin.post("/v1/api-keys", "{\"title\":\"x\",\"scopes\":[\"operator\"]}")
                        .status())
                .isEqualTo(403);
        assertThat(admin.post("/v1/api-keys", "{\"title\":\"x\",\"scopes\":[\"read\"],\"account\":\"default\"}")
                        .status())
                .isEqualTo(403);
        assertThat(admin.get("/v1/api-keys?account=default").status()).isEqualTo(403);
        assertThat(admin.delete("/v1/api-keys/" + operators.getString("id")).status())
                .isEqualTo(403);
        assertThat(admin.delete("/v1/api-keys/" + others.getString("id")).status())
                .isEqualTo(404);
        assertThat(operator.get("/v1/api-keys?account=" + acme).json().getJsonArray("data"))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scopes\":[\"read\"]}                             | /title    | required",
                "{\"title\":\"\",\"scopes\":[\"read\"]}              | /title    | 1 to 100",
                "{\"title\":7,\"scopes\":[\"read\"]}                 | /title    | not a number",
                "{\"title\":\"a\\u0000b\",\"scopes\":[\"read\"]}     | /title    | NUL",
                "{\"title\":\"a\\ud800b\",\"scopes\":[\"read\"]}     | /title    | surrogate",
                "{\"title\":\"x\"}                                   | /scopes   | at least one",
                "{\"title\":\"x\",\"scopes\":[]}                     | /scopes   | at least one",
                "{\"title\":\"x\",\"scopes\":\"read\"}               | /scopes   | must be an array",
                "{\"title\":\"x\",\"scopes\":[\"raed\"]}             | /scopes/0 | must be one of",
                "{\"title\":\"x\",\"scopes\":[1]}                    | /scopes/0 | not a number",
                "{\"title\":\"x\",\"scope\":[\"read\"],\"scopes\":[\"read\"]} | /scope | Did you mean \"scopes\"?",
                "{\"title\":\"x\",\"scopes\":[\"read\"],\"account\":\"acc_none\"} | /account | does not exist"
            })
    void saysWhatIsWrongWithAKey(String body, String pointer, String words) {
        Reply reply = operator.post("/v1/api-keys", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("invalid-request");
        assertThat(reply.error(0).getString("pointer")).isEqualTo(pointer);
        assertThat(reply.error(0).getString("detail")).contains(words);
    }

    @Test
    void whatIsNoIdNamesNothing() {
        assertThat(operator.delete("/v1/api-keys/7").status()).isEqualTo(404);
        assertThat(operator.delete("/v1/accounts/acc_x").status()).isEqualTo(404);
        assertThat(operator.send("PUT", "/v1/accounts", "{}").header("allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void listsInPagesNewestFirst() {
        String first = account("First");
        String second = account("Second");

        Reply page = operator.get("/v1/accounts?limit=2");
        Reply next = operator.get("/v1/accounts?limit=1&cursor=" + page.json().getString("next_cursor"));

        assertThat(ids(page)).containsExactly("default", second);
        assertThat(ids(next)).containsExactly(first);
        Reply elsewhere = operator.get("/v1/api-keys?cursor=" + page.json().getString("next_cursor"));
        assertThat(elsewhere.error(0).getString("pointer")).isEqualTo("/cursor");
    }

    private static List<String> ids(Reply page) {
        return page.json().getJsonArray("data").stream()
                .map(row -> ((JsonObject) row).getString("id"))
                .toList();
    }

    @Test
    void anAccountGoesWithItsKeysAndItsDeletedProfiles() {
        String acme = account("Acme");
        Http admin = with(key(operator, "admin", acme));
        profile(acme, "deleted");
        assertThat(admin.get("/v1/api-keys").status()).isEqualTo(200);

        assertThat(operator.delete("/v1/accounts/" + acme).status()).isEqualTo(204);

        assertThat(admin.get("/v1/api-keys").status()).isEqualTo(401);
        assertThat(operator.delete("/v1/accounts/" + acme).status()).isEqualTo(404);
    }

    @Test
    void anAccountWithProfilesStaysAndSoDoesTheDefault() {
        String acme = account("Acme");
        Http admin = with(key(operator, "admin", acme));
        profile(acme, "deleted");
        profile(acme, "disabled");

        Reply reply = operator.delete("/v1/accounts/" + acme);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.problem()).isEqualTo("conflict");
        assertThat(admin.get("/v1/api-keys").status()).isEqualTo(200);
        assertThat(operator.delete("/v1/accounts/default").status()).isEqualTo(409);
    }

    private static void profile(String account, String state) {
        String insert =
                "insert into profile (id, account_id, title, channel, method, spec, secret, state, version, created_at,"
                        + " updated_at) values ($1, $2, 'abc', 'sms', 'POST', '{}', '', $3, 1, now(), now())";
        var unused = Await.result(
                database.transactions().preparedQuery(insert).execute(Tuple.of(UUID.randomUUID(), account, state)));
    }
}
