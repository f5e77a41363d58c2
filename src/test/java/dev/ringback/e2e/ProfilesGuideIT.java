package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.Api;
import dev.ringback.support.NodeProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Does what {@code docs/profiles.md} tells a reader to do, from top to bottom, so that the guide stays right. */
class ProfilesGuideIT {
    private static final Path GUIDE = Path.of("docs", "profiles.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void theGuideWorksWhenPasted() throws IOException, InterruptedException {
        String script = BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n", "set -eu -o pipefail\n", ""));
        try (NodeProcess node = NodeProcess.named("guide").start()) {
            String said = run(script, node.api());

            List<String> verdicts = all("\"verdict\":\"[a-z]*\"", said);
            assertThat(verdicts).hasSize(all("/test\\b", script).size()).containsOnly("\"verdict\":\"delivered\"");
            allIsDelivered(node.api());
            eachChannelAndMethodHasOne(node.api());
        }
    }

    private static void allIsDelivered(Api api) {
        List<JsonObject> callbacks = api.callbacks("limit=100");
        assertThat(callbacks).hasSize(10);
        for (JsonObject callback : callbacks) {
            assertThat(api.waitUntilFinal(callback.getString("id"), LIMIT).getString("state"))
                    .isEqualTo("delivered");
        }
    }

    private static void eachChannelAndMethodHasOne(Api api) {
        String answer = api.send("GET", "/v1/callback-profiles?limit=100", "").body();
        List<JsonObject> profiles = new JsonObject(answer)
                .getJsonArray("data").stream().map(JsonObject.class::cast).toList();
        assertThat(profiles.stream().map(profile -> profile.getString("channel")))
                .contains("default", "sms", "email", "whatsapp", "voice", "rcs");
        assertThat(profiles.stream().map(profile -> profile.getString("method")))
                .contains("GET", "POST", "PUT", "DELETE");
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String run(String script, Api api) throws IOException, InterruptedException {
        Path output = Files.createTempFile(Path.of("target"), "guide", ".out");
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().put("BASE", api.baseUrl());
        bash.environment().put("KEY", NodeProcess.API_KEY);
        Process process = bash.start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroy();
        String said = Files.readString(output);
        String end = said.substring(Math.max(0, said.length() - 2000));
        assertThat(ended && process.exitValue() == 0).as(end).isTrue();
        return said;
    }
}
