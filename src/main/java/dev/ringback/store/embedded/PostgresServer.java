package dev.ringback.store.embedded;

import dev.ringback.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server's process on a cluster and waits until it takes connections. Blocks; one thread at a time. */
final class PostgresServer {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final int TRIES = 3;
    private static final long POLL_MILLIS = 10;
    private static final long PAUSE_MILLIS = 300;
    /** Recovery of a killed server's log may read gigabytes. */
    private static final long READY_SECONDS = 600;

    private final Cluster cluster;
    private final Map<String, String> settings;

    PostgresServer(Cluster cluster, Map<String, String> settings) {
        this.cluster = cluster;
        this.settings = settings;
    }

    /** A child whose status is ready. Tries more than once: what a killed server has left may need a moment to go. */
    Process start(int port) throws IOException, InterruptedException {
        var files = cluster.files();
        for (int turn = 1; ; turn++) {
            LeftOver.clear(files.data());
            files.turnLog();
            var before = files.logBytes();
            var child = launch(port);
            if (isReady(child)) {
                return child;
            }
            if (turn == TRIES) {
                throw new StoreException("The embedded PostgreSQL does not start on port " + port + " (exit status "
                        + child.exitValue() + "); its log says:\n" + files.logSince(before));
            }
            Thread.sleep(PAUSE_MILLIS * turn);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process launch(int port) throws IOException, InterruptedException {
        var command =
                cluster.program("postgres").and("-D", cluster.files().data().toString());
        for (var setting : settings(port).entrySet()) {
            command = command.and("-c", setting.getKey() + "=" + setting.getValue());
        }
        // In a session of its own, or Ctrl-C in the terminal would stop it in the middle of the node's drain.
        if (Command.of("setsid", "true").succeeds()) {
            command = command.after(List.of("setsid"));
        } else {
            LOG.warn("There is no program setsid: Ctrl-C will stop PostgreSQL together with the node");
        }
        var child = command.start(cluster.files().log());
        child.getOutputStream().close();
        return child;
    }

    private Map<String, String> settings(int port) {
        var all = new LinkedHashMap<String, String>();
        all.put("listen_addresses", "127.0.0.1");
        all.put("port", String.valueOf(port));
        all.put("unix_socket_directories", "");
        all.put("shared_buffers", "128MB");
        all.put("wal_compression", "on");
        all.put("max_wal_size", "4GB");
        all.put("checkpoint_timeout", "15min");
        all.put("autovacuum_naptime", "15s");
        all.put("max_parallel_workers_per_gather", "0");
        all.put("jit", "off");
        all.put("timezone", "UTC");
        all.put("log_timezone", "UTC");
        all.put("log_checkpoints", "off");
        // Neither statements nor the rows they were refused for: they are the customers' data.
        all.put("log_min_error_statement", "panic");
        all.put("log_error_verbosity", "terse");
        all.putAll(settings);
        return all;
    }

    private boolean isReady(Process child) throws IOException, InterruptedException {
        for (long waited = 0; waited < READY_SECONDS * 1000; waited += POLL_MILLIS) {
            // The launchers before it replace themselves, so the child's number is the server's.
            var pidFile = PidFile.read(cluster.files().data());
            if (pidFile.isPresent()
                    && pidFile.get().pid() == child.pid()
                    && pidFile.get().isReady()) {
                return true;
            }
            if (child.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        boolean gone = Signals.stop(child.toHandle());
        throw new StoreException("The embedded PostgreSQL was not ready within " + READY_SECONDS + " s"
                + (gone ? "" : " and cannot be stopped"));
    }
}
