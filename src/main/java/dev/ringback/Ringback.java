package dev.ringback;

import dev.ringback.Arguments.Command;
import dev.ringback.config.BadSettings;
import dev.ringback.config.SettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line: what is asked for, the settings, and then it is the node's turn. */
public final class Ringback {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG = 2;

    /** Where {@code conf} and {@code data} are; {@code bin/ringback} tells. */
    private static final String HOME = "ringback.home";

    private final PrintStream out;
    private final PrintStream err;

    Ringback(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        int status = new Ringback(System.out, System.err).run(Path.of(System.getProperty(HOME, "")), args);
        // The node's threads go on after a start, so only an end that is one ends the process.
        if (status != DONE) {
            System.exit(status);
        }
    }

    int run(Path home, String... args) {
        Arguments arguments = Arguments.of(args);
        if (arguments instanceof Arguments.Start start) {
            return start(home, start);
        }
        if (arguments instanceof Arguments.Wrong wrong) {
            err.println("ringback: " + wrong.message() + "\nbin/ringback --help lists the commands and options.");
            return WRONG;
        }
        out.println(arguments instanceof Arguments.Help ? help() : "ringback " + version());
        return DONE;
    }

    private int start(Path home, Arguments.Start start) {
        SettingsReader.Read read;
        try {
            read = new SettingsReader(home).read(start.config(), sets(start));
        } catch (BadSettings e) {
            err.println("ringback: cannot start, " + e.getMessage());
            return WRONG;
        }
        read.warnings().forEach(warning -> err.println("ringback: warning: " + warning));
        return switch (start.command()) {
            case START -> Launch.node(read.settings(), false, out, err);
            case DEMO -> Launch.node(read.settings(), true, out, err);
            case POSTGRES -> ServePostgres.run(read.settings(), out, err);
            case ROTATE_SECRETS -> RotateSecrets.run(read.settings(), out, err);
        };
    }

    /** The demo's receivers may run on the user's own machine. What the user says comes later, and so is stronger. */
    private static List<String> sets(Arguments.Start start) {
        List<String> sets = new ArrayList<>(
                start.command() == Command.DEMO ? List.of("delivery.allow_private_networks=true") : List.of());
        sets.addAll(start.sets());
        return sets;
    }

    static String version() {
        String version = Ringback.class.getPackage().getImplementationVersion();
        return version == null ? "(unpacked)" : version;
    }

    private static String help() {
        try (InputStream text = Ringback.class.getResourceAsStream("/help.txt")) {
            return text == null ? "" : new String(text.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            return "";
        }
    }
}
