package dev.ringback.store.embedded;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops a server, politely first. Java itself only sends TERM, on which PostgreSQL waits for its clients to leave. */
final class Signals {
    private static final long FAST_SECONDS = 20;
    private static final long IMMEDIATE_SECONDS = 5;

    private Signals() {}

    /** By INT (fast: clients are thrown out, all is written), then QUIT (the next start recovers), then KILL; whether it is gone. */
    static boolean stop(ProcessHandle server) throws InterruptedException {
        send(server, "INT");
        return isGone(server, FAST_SECONDS) || quit(server);
    }

    static boolean quit(ProcessHandle process) throws InterruptedException {
        send(process, "QUIT");
        if (isGone(process, IMMEDIATE_SECONDS)) {
            return true;
        }
        process.destroyForcibly();
        return isGone(process, IMMEDIATE_SECONDS);
    }

    private static void send(ProcessHandle process, String signal) throws InterruptedException {
        // The shell's own kill: small containers have no program of that name. Who is gone already needs no signal.
        boolean sent = Command.of("/bin/sh", "-c", "kill -" + signal + " " + process.pid())
                .succeeds();
        if (!sent && process.isAlive()) {
            process.destroy();
        }
    }

    private static boolean isGone(ProcessHandle process, long seconds) throws InterruptedException {
        try {
            var ended = process.onExit().get(seconds, TimeUnit.SECONDS);
            return !ended.isAlive();
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException broken) {
            return !process.isAlive();
        }
    }
}
