package dev.ringback.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.DatabaseUrl;
import dev.ringback.store.Database;
import dev.ringback.support.Api;
import dev.ringback.support.Await;
import dev.ringback.support.Certificates;
import dev.ringback.support.Eventually;
import dev.ringback.support.NodeProcess;
import dev.ringback.support.TestPostgres;
import dev.ringback.support.TokenServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses a secret of each kind, and looks for all of them where none may be: in the database, in the fullest log, in what the API says. */
class SecretsStaySecretIT {
    private static final String SEALING_KEY = "aHVudGVyMi1zZWFsaW5nLWtleS1vZi0zMi1ieXRlcyE=";

    @TempDir
    static Path folder;

    /** By what each is. */
    private final Map<String, String> secrets = new LinkedHashMap<>();

    private final List<String> answers = new ArrayList<>();

    @Test
    void noneIsFoundInDumpOrLogOrAnswers() throws Exception {
        Certificates certificates = Certificates.in(folder).signed("ours", "ours.example.test", 30);
        DatabaseUrl database = TestPostgres.fresh(SecretsStaySecretIT.class);
        NodeProcess.Plan plan = NodeProcess.named("secrets")
                .with("database.url", text(database))
                .with("secrets.key", SEALING_KEY)
                .with("bootstrap.api_key", secret("API key", "hunter2-api-key-of-the-test"))
                .tracing();
        secrets.put("sealing key", SEALING_KEY);
        secrets.put("database password", database.password().value());
        secret("PEM key", certificates.key("ours").split("\n")[2]);

        List<String> dump;
        try (NodeProcess node = plan.start();
                TokenServer server = new TokenServer(Duration.ofSeconds(60), "hunter2-token-")) {
            secret("token", "hunter2-token-1");
            secret("token of the test", "hunter2-token-2");
            use(new Api(plan.baseUrl(), secrets.get("API key")), server, certificates);
            assertThat(node.isAlive()).isTrue();
            dump = dump(database);
        }

        String log = Files.readString(plan.log());
        assertThat(log).contains(" TRACE ", " DEBUG ").hasSizeGreaterThan(10_000);
        // The callback's data is there, as bytes: this is a dump.
        assertThat(String.join("\n", dump))
                .contains("sealed", HexFormat.of().formatHex("hunter3-in-the-open".getBytes(UTF_8)));
        secrets.forEach((what, secret) -> {
            for (String form : forms(secret)) {
                assertThat(dump).as(what + " in the database").noneMatch(row -> row.contains(form));
                assertThat(log.contains(form)).as(what + " in the log").isFalse();
                if (!what.equals("API key")) {
                    assertThat(answers).as(what + " in an answer").noneMatch(answer -> answer.contains(form));
                }
            }
        });
    }

    /** Each profile delivers, fails, and is tested, shown, changed and copied. */
    private void use(Api api, TokenServer server, Certificates certificates) {
        JsonObject encrypted = new JsonObject()
                .put("algorithm", "AES-128-CFB")
                .put("key", secret("key", "hunter2-key-16by"))
                .put("iv", secret("IV", "hunter2-iv--16by"));
        JsonObject headers =
                new JsonObject().put("headers", List.of(field("X-Secret", secret("header", "hunter2-header"))));
        JsonObject own = new JsonObject()
                .put("url", "https" + server.receiverUrl().substring(4))
                .put(
                        "tls",
                        new JsonObject()
                                .put("certificate", certificates.pem("ours"))
                                .put("key", certificates.key("ours"))
                                .put("trust", certificates.authorityPem()));
        for (JsonObject fields : List.of(
                auth("basic", "user", "u", "password", secret("password", "hunter2-password")),
                auth("query", "name", "key", "value", secret("query key", "hunter2-query+key/=")),
                auth("header", "name", "X-Key", "value", secret("header key", "hunter2-header-key")),
                token(server, new JsonObject()),
                token(server, new JsonObject().put("encrypted", encrypted)),
                headers,
                protection(),
                own)) {
            useOne(api, server, fields);
        }
        answers.add(api.send("GET", "/metrics", "").body());
        answers.add(api.send("GET", "/v1/audit?limit=100", "").body());
    }

    private JsonObject protection() {
        JsonObject values = new JsonObject()
                .put("enabled", true)
                .put("algorithm", "AES-128-CFB")
                .put("mode", "compatible")
                .put("key", secret("encryption key", "hunter2-enckey16"))
                .put("iv", secret("encryption IV", "hunter2-enciv-16"));
        JsonObject older = new JsonObject()
                .put("name", "X-Sign")
                .put("type", "hex")
                .put("secret", secret("signing header", "hunter2-signing-header"));
        return new JsonObject()
                .put("encryption", values)
                .put("signature", new JsonObject().put("headers", List.of(older)));
    }

    private static JsonObject auth(String type, String... more) {
        JsonObject auth = new JsonObject().put("type", type);
        for (int i = 0; i < more.length; i += 2) {
            auth.put(more[i], more[i + 1]);
        }
        return new JsonObject().put("auth", auth);
    }

    private JsonObject token(TokenServer server, JsonObject more) {
        JsonObject fields = auth(
                "token",
                "url",
                server.tokenUrl(),
                "client_id",
                "client",
                "client_secret",
                secret("client secret", "hunter2-client-secret"));
        fields.getJsonObject("auth")
                .put("parameters", List.of(field("pin", secret("parameter", "hunter2-parameter"))))
                .mergeIn(more);
        return fields;
    }

    private void useOne(Api api, TokenServer server, JsonObject fields) {
        JsonObject made = api.createProfile(server.receiverUrl(), fields);
        String path = "/v1/callback-profiles/" + made.getString("id");
        secret("signing secret " + made.getString("id"), made.getString("secret"));
        String id = api.submit(made.getString("id"), new JsonObject().put("text", "hunter3-in-the-open"));
        Eventually.within(
                Duration.ofSeconds(20),
                "an attempt is recorded",
                () -> !api.callback(id).getJsonArray("attempts").isEmpty());
        answers.add(api.callback(id).encode());
        answers.add(api.send("POST", path + "/test", "").body());
        answers.add(api.send("PATCH", path, "{\"title\": \"Another title\"}").body());
        answers.add(api.send("POST", path + "/duplicate", "").body().replaceAll("whsec_[A-Za-z0-9+/=]+", ""));
        answers.add(api.send("GET", path, "").body());
        answers.add(api.send(
                        "POST",
                        "/v1/callback-profiles",
                        new JsonObject()
                                .put("title", "!")
                                .put("method", "POST")
                                .put("url", server.receiverUrl())
                                .mergeIn(fields)
                                .encode())
                .body());
    }

    private static JsonObject field(String name, String value) {
        return new JsonObject().put("name", name).put("value", value).put("secret", true);
    }

    private String secret(String what, String value) {
        secrets.put(what, value);
        return value;
    }

    /** As it is, and as bytea and base64 show it. */
    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(UTF_8);
        return List.of(
                secret,
                HexFormat.of().formatHex(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Each row of each table as text. */
    private static List<String> dump(DatabaseUrl url) {
        Vertx vertx = Vertx.vertx();
        try {
            return Await.result(PgConnection.connect(vertx, Database.options(url))
                    .compose(connection -> connection
                            .query(
                                    "select quote_ident(table_schema) || '.' || quote_ident(table_name) as t from information_schema.tables"
                                            + " where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')")
                            .execute()
                            .compose(tables -> {
                                StringBuilder all = new StringBuilder();
                                for (Row table : tables) {
                                    all.append(all.length() == 0 ? "" : " union all ")
                                            .append("select r::text as r from ")
                                            .append(table.getString("t"))
                                            .append(" r");
                                }
                                return connection.query(all.toString()).execute();
                            })
                            .map(rows -> {
                                List<String> texts = new ArrayList<>();
                                rows.forEach(row -> texts.add(row.getString("r")));
                                return texts;
                            })));
        } finally {
            Await.result(vertx.close());
        }
    }

    private static String text(DatabaseUrl url) {
        return "postgresql://" + url.user() + ":" + url.password().value() + "@" + url.host() + ":" + url.port() + "/"
                + url.database();
    }
}
