package dev.ringback.bench;

import java.io.IOException;

/** Sends signals, to processes that a benchmark has started and to no others. */
final class Signals {
    private Signals() {}

    static void send(String signal, long pid) {
        try {
            int unused = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException failure) {
            throw new BenchException("kill -" + signal + " " + pid, failure);
        }
    }
}
