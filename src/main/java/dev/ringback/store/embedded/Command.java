package dev.ringback.store.embedded;

import dev.ringback.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the system or of the server, with the account it runs under. Blocks. */
record Command(List<String> words) {
    private static final long LIMIT_SECONDS = 120;

    static Command of(String... words) {
        return new Command(List.of(words));
    }

    Command and(String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new Command(all);
    }

    Command after(List<String> prefix) {
        var all = new ArrayList<>(prefix);
        all.addAll(words);
        return new Command(all);
    }

    /** Whether it ran and ended well; also no where there is no such program. */
    boolean succeeds() throws InterruptedException {
        try {
            var builder =
                    new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            return end(builder.start()) == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Its exit status; what it prints is added to the file, what it reads is the text. */
    int run(Path log, String input) throws IOException, InterruptedException {
        var process = start(log);
        try (var stdin = process.outputWriter()) {
            stdin.write(input);
        }
        return end(process);
    }

    Process start(Path log) throws IOException {
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // PGPORT and its kin in the node's environment must not steer this server.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        return builder.start();
    }

    private int end(Process process) throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new StoreException(words.get(0) + " did not end within " + LIMIT_SECONDS + " s");
        }
        return process.exitValue();
    }
}
