package dev.ringback;

import dev.ringback.domain.Nearest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the command line asks for. Whether the settings in it are any good is for the settings' reader. */
sealed interface Arguments {
    /** Run a node, or do something else that needs the settings. */
    record Start(Command command, Optional<Path> config, List<String> sets) implements Arguments {}

    /** The demo is a node with samples. */
    enum Command {
        START,
        DEMO,
        POSTGRES,
        ROTATE_SECRETS;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Command of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    record Help() implements Arguments {}

    record Version() implements Arguments {}

    /** It cannot be understood, and why. */
    record Wrong(String message) implements Arguments {}

    List<String> COMMANDS = Arrays.stream(Command.values()).map(Command::word).toList();
    List<String> HELP = List.of("--help", "-h", "help");
    List<String> OPTIONS = List.of("--config", "--set", "--help", "--version");

    static Arguments of(String... arguments) {
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        List<String> words = new ArrayList<>();
        List<String> sets = new ArrayList<>();
        List<String> configs = new ArrayList<>();
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (name.equals("--config") || name.equals("--set")) {
                if (equals < 0 && rest.isEmpty()) {
                    return new Wrong(name + ": its value is missing");
                }
                String value = equals < 0 ? rest.pop() : argument.substring(equals + 1);
                (name.equals("--set") ? sets : configs).add(value);
            } else {
                words.add(name);
            }
        }
        if (words.stream().anyMatch(HELP::contains)) {
            return new Help();
        }
        return words.contains("--version") ? new Version() : start(words, configs, sets);
    }

    private static Arguments start(List<String> words, List<String> configs, List<String> sets) {
        for (String command : words) {
            if (command.startsWith("-")) {
                return new Wrong("unknown option " + shown(command) + Nearest.hint(command, OPTIONS));
            }
            if (!COMMANDS.contains(command)) {
                return new Wrong("unknown command " + shown(command) + Nearest.hint(command, COMMANDS));
            }
        }
        if (words.size() != 1) {
            return new Wrong(
                    words.isEmpty()
                            ? "a command is missing: start, demo, postgres or rotate-secrets"
                            : "one command is enough");
        }
        if (configs.size() > 1) {
            return new Wrong("--config stands there twice");
        }
        Optional<Path> config =
                configs.stream().flatMap(text -> path(text).stream()).findFirst();
        return config.isEmpty() && !configs.isEmpty()
                ? new Wrong("--config: expected a path")
                : new Start(Command.of(words.get(0)), config, sets);
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
