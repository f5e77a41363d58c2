package dev.ringback;

import dev.ringback.config.Nearest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What the command line asks for. Whether the settings in it are any good is for the settings' reader. */
sealed interface Arguments {
    /** Run a node; the demo adds samples. */
    record Start(boolean demo, Optional<Path> config, List<String> sets) implements Arguments {}

    record Help() implements Arguments {}

    record Version() implements Arguments {}

    /** It cannot be understood, and why. */
    record Wrong(String message) implements Arguments {}

    List<String> COMMANDS = List.of("start", "demo");
    List<String> OPTIONS = List.of("--config", "--set", "--help", "--version");

    static Arguments of(String... arguments) {
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        List<String> commands = new ArrayList<>();
        List<String> sets = new ArrayList<>();
        Optional<Path> config = Optional.empty();
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            switch (name) {
                case "--help", "-h", "help" -> {
                    return new Help();
                }
                case "--version" -> {
                    return new Version();
                }
                case "--config", "--set" -> {
                    if (equals < 0 && rest.isEmpty()) {
                        return new Wrong(name + ": its value is missing");
                    }
                    String value = equals < 0 ? rest.pop() : argument.substring(equals + 1);
                    if (name.equals("--set")) {
                        sets.add(value);
                    } else if (config.isPresent()) {
                        return new Wrong("--config stands there twice");
                    } else {
                        config = path(value);
                        if (config.isEmpty()) {
                            return new Wrong("--config: expected a path");
                        }
                    }
                }
                default -> commands.add(name);
            }
        }
        return start(commands, config, sets);
    }

    private static Arguments start(List<String> commands, Optional<Path> config, List<String> sets) {
        for (String command : commands) {
            if (command.startsWith("-")) {
                return new Wrong("unknown option " + shown(command) + Nearest.hint(command, OPTIONS));
            }
            if (!COMMANDS.contains(command)) {
                return new Wrong("unknown command " + shown(command) + Nearest.hint(command, COMMANDS));
            }
        }
        if (commands.size() != 1) {
            return new Wrong(commands.isEmpty() ? "a command is missing: start or demo" : "one command is enough");
        }
        return new Start(commands.get(0).equals("demo"), config, sets);
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String shown(String word) {
        String safe = word.replaceAll("\\p{Cntrl}", "?");
        return safe.length() <= 80 ? safe : safe.substring(0, 80) + "…";
    }
}
