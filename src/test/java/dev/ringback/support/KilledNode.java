package dev.ringback.support;

import dev.ringback.store.DataDir;
import dev.ringback.store.embedded.EmbeddedPostgres;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** A process that holds a data directory and runs a server on it, as a node does, to be killed in the middle of it. */
public final class KilledNode {
    private KilledNode() {}

    public static void main(String[] args) {
        var vertx = Vertx.vertx();
        var dataDir = Await.result(DataDir.open(vertx, Path.of(args[0])));
        var options = new EmbeddedPostgres.Options(dataDir.home(), 0, 10, Map.of());
        Await.result(EmbeddedPostgres.start(vertx, options, new SecureRandom()));
        System.out.println("ready");
    }

    /** Runs until it is killed. */
    public static Process start(Path dataDir) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(List.of(
                        java,
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledNode.class.getName(),
                        dataDir.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var line = process.inputReader().readLine();
        if (!"ready".equals(line)) {
            throw new AssertionError("The node said: " + line);
        }
        return process;
    }
}
