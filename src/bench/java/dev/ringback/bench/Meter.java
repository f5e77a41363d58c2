package dev.ringback.bench;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The load and the receiver: the C program {@code meter}, one process a run, that holds both ends and so knows what is lost. */
final class Meter {
    private static final int IDLE_SECONDS = 60;
    private static final int TOLD_SECONDS_MAX = 3_600;
    /** Of the callbacks that go on until told, the first call of one in so many fails, so that some always wait for a retry. */
    private static final int FAIL_EVERY = 50;

    private static final int TIME_DIGITS = 19;

    private final Path program;
    private final Path directory;
    private final int receiverPort;
    private final int pad;
    private String more = "";

    Meter(Path program, Path directory, int receiverPort, int pad) {
        this.program = program;
        this.directory = directory;
        this.receiverPort = receiverPort;
        this.pad = pad;
    }

    /** Further members of each callback's data, each with its comma before it. */
    void alsoSend(String members) {
        more = members;
    }

    int receiverPort() {
        return receiverPort;
    }

    Result run(Subject subject, Load load) {
        return start(subject, load).result();
    }

    Run start(Subject subject, Load load) {
        return start(command(subject, load));
    }

    /** Goes on until it is told, and notes every acknowledgement and every arrival. Without a sink another one has it. */
    Run startTold(Subject subject, Load load, Path notes, boolean withSink) {
        List<String> words = command(subject, load);
        words.addAll(List.of("--told", String.valueOf(TOLD_SECONDS_MAX), "--notes", notes.toString()));
        words.addAll(
                withSink ? List.of("--fail", String.valueOf(FAIL_EVERY), "--delay", "10") : List.of("--load-only"));
        return start(words);
    }

    private Run start(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("meter.log").toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Run(process);
        } catch (IOException failure) {
            throw new BenchException("the meter cannot be started", failure);
        }
    }

    /** The data of one callback, on average: what is the publisher's own of all that is stored. */
    double ownBytes(Load load) {
        double digits = 0;
        for (long seq = 0; seq < load.count(); seq++) {
            digits += String.valueOf(seq).length();
        }
        String rest = data().replaceAll("\\{(seq|t|pad)}", "");
        return rest.length() + digits / load.count() + TIME_DIGITS + pad;
    }

    private String data() {
        return "{\"seq\":{seq},\"t\":{t},\"pad\":\"{pad}\"" + more + "}";
    }

    private Path profiles(Subject subject) {
        Path profiles = directory.resolve("profiles.txt");
        try {
            return Files.write(profiles, subject.profiles());
        } catch (IOException failure) {
            throw new BenchException("cannot write " + profiles, failure);
        }
    }

    private List<String> command(Subject subject, Load load) {
        String due =
                load.due().map(one -> ",\"deliver_at\":\"" + one.at() + "\"").orElse("");
        String url = subject.url() + (load.isSingle() ? "/callbacks" : "/callbacks/batch");
        List<String> words = new ArrayList<>(List.of(
                program.toString(),
                "--url",
                url,
                "--header",
                "authorization: Bearer " + subject.key(),
                "--profiles",
                profiles(subject).toString(),
                "--body",
                "{\"profile_id\":\"{profile}\"" + due + ",\"data\":" + data() + "}",
                "--pad",
                String.valueOf(pad),
                "--count",
                String.valueOf(load.count()),
                "--conns",
                String.valueOf(load.connections()),
                "--sink",
                String.valueOf(receiverPort),
                "--idle",
                String.valueOf(IDLE_SECONDS)));
        if (!load.isSingle()) {
            words.addAll(
                    List.of("--batch", String.valueOf(load.batch()), "--prefix", "{\"callbacks\":[", "--suffix", "]}"));
        }
        if (load.rate() > 0) {
            words.addAll(List.of("--rate", String.valueOf(load.rate())));
        }
        load.due().ifPresent(one -> words.addAll(List.of("--from", String.valueOf(one.nanos()))));
        return words;
    }

    /** A meter at work. */
    record Run(Process process) {
        boolean isAlive() {
            return process.isAlive();
        }

        /** Of one that goes on until told: what is submitted is still brought to its end. */
        void endLoad() {
            Signals.send("USR1", process.pid());
        }

        Result end() {
            Signals.send("TERM", process.pid());
            return result();
        }

        Result result() {
            try {
                String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int status = process.waitFor();
                if (text.isBlank()) {
                    throw new BenchException("the meter ended with status " + status + "; see meter.log");
                }
                return new Result(new JsonObject(text));
            } catch (IOException | InterruptedException | DecodeException failure) {
                throw new BenchException("the meter", failure);
            }
        }
    }
}
