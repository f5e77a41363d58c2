package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.Api;
import dev.ringback.support.Eventually;
import dev.ringback.support.Program;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cluster/three-nodes} as a user meets it, and what it leaves behind: nothing that runs. */
class ThreeNodesIT {
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final int PORTS = 24;

    @TempDir
    Path directory;

    @Test
    void threeNodesAreOneClusterAndGoWithTheScript() {
        int base = freePorts();
        List<ProcessHandle> children;
        try (Program script = Program.start(
                directory.resolve("said"),
                Map.of("RINGBACK_HEAP", "160m"),
                Path.of("cluster/three-nodes").toAbsolutePath(),
                "--dir",
                directory.resolve("three"),
                "--base-port",
                base)) {
            script.awaitSaid(LIMIT, "Ctrl-C stops");
            String key = key(script.said());
            // Through the balancer, which takes one node after the other: each of them sees three.
            Api api = new Api("http://127.0.0.1:" + base, key);
            Eventually.within(
                    LIMIT,
                    "three nodes, each telling how busy it is",
                    () -> nodes(api).size() == 3 && nodes(api).stream().allMatch(node -> telling((JsonObject) node)));
            children = script.children();
            assertThat(children).hasSizeGreaterThanOrEqualTo(5);
            script.term();
            assertThat(script.ends(LIMIT)).as(script.said()).isZero();
        }

        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(isFree(base + 1) && isFree(base + 4)).isTrue();
    }

    private static boolean telling(JsonObject node) {
        return "alive".equals(node.getString("state")) && Objects.nonNull(node.getValue("accepted_per_s"));
    }

    private static JsonArray nodes(Api api) {
        return new JsonObject(api.send("GET", "/v1/system", "").body()).getJsonArray("nodes");
    }

    private static String key(String said) {
        var found = Pattern.compile("The key: +(rb_\\S+)").matcher(said);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** The first of a stretch that nobody listens on just now. */
    private static int freePorts() {
        for (int base = 21_000; base < 29_000; base += PORTS) {
            boolean all = true;
            for (int port = base; port < base + PORTS && all; port++) {
                all = isFree(port);
            }
            if (all) {
                return base;
            }
        }
        throw new AssertionError("no stretch of " + PORTS + " free ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
