package dev.ringback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.DatabaseUrl;
import dev.ringback.support.Api;
import dev.ringback.support.NodeProcess;
import dev.ringback.support.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From one secrets key to another with a node at work: nothing is lost, and afterwards the old key opens nothing. */
class RotateSecretsIT {
    private static final String OLD = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    private static final String NEW = "A".repeat(43) + "=";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void everySecretIsSealedAnewBesideARunningNode() {
        DatabaseUrl database = TestPostgres.fresh(RotateSecretsIT.class);
        String url =
                "postgresql://" + database.user() + ":" + database.password().value() + "@" + database.host() + ":"
                        + database.port() + "/" + database.database();
        NodeProcess.Plan plan = NodeProcess.named("rotate").with("database.url", url);
        JsonObject auth = new JsonObject("{\"type\": \"basic\", \"user\": \"u\", \"password\": \"hunter2\"}");
        String kept;
        String deleted;
        try (NodeProcess node = plan.with("secrets.key", OLD).start()) {
            Api api = node.api();
            kept = api.createProfile("http://127.0.0.1:1/", new JsonObject().put("auth", auth))
                    .getString("id");
            deleted = api.createProfile("http://127.0.0.1:1/", new JsonObject().put("auth", auth))
                    .getString("id");
            assertThat(api.send("DELETE", "/v1/callback-profiles/" + deleted, "")
                            .statusCode())
                    .isEqualTo(204);
        }
        // Without the old key nothing can be done, and nothing is.
        assertThat(rotate(url, "secrets.key=" + NEW)).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("No key that was given opens the secrets of " + kept);

        try (NodeProcess node =
                plan.with("secrets.key", NEW).with("secrets.former_keys", OLD).start()) {
            assertThat(rotate(url, "secrets.key=" + NEW, "secrets.former_keys=" + OLD))
                    .isZero();
            assertThat(out.toString(UTF_8)).contains("2 of 2 profiles were sealed anew");
            // Once more there is nothing to do.
            assertThat(rotate(url, "secrets.key=" + NEW, "secrets.former_keys=" + OLD))
                    .isZero();
            assertThat(out.toString(UTF_8)).contains("0 of 2 profiles were sealed anew");
            assertThat(state(node.api(), kept)).isEqualTo("active");
        }
        try (NodeProcess node = plan.with("secrets.key", NEW).start()) {
            assertThat(state(node.api(), kept)).isEqualTo("active");
        }
    }

    private static String state(Api api, String profile) {
        return new JsonObject(
                        api.send("GET", "/v1/callback-profiles/" + profile, "").body())
                .getString("state");
    }

    private int rotate(String url, String... sets) {
        List<String> arguments = new java.util.ArrayList<>(List.of("rotate-secrets", "--set", "database.url=" + url));
        for (String set : sets) {
            arguments.addAll(List.of("--set", set));
        }
        out.reset();
        return new Ringback(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
                .run(Path.of("").toAbsolutePath(), arguments.toArray(String[]::new));
    }
}
