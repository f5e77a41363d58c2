package dev.ringback.support;

import dev.ringback.store.DataDir;
import dev.ringback.store.embedded.EmbeddedPostgres;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

/**
 * A process that holds a data directory and runs a server on it, as a node does, to be killed in the middle of it.
 */
public final class KilledNode {
    private KilledNode() {}

    public static void main(String[] args) throws IOException {
        var vertx = Vertx.vertx();
        var dataDir = Await.result(DataDir.open(vertx, Path.of(args[0])));
        var options = new EmbeddedPostgres.Options(dataDir.home(), 0, 10, Map.of());
        var server = Await.result(EmbeddedPostgres.start(vertx, options, new SecureRandom()));
        // Ends when whoever started it is gone, however that came.
        while (System.in.read() >= 0) {}
        Await.result(server.stop());
        System.exit(0);
    }

    /** Its server is ready when the server's own file says so. */
    public static Process start(Path dataDir) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledNode.class.getName(),
                        dataDir.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
