package dev.ringback.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The named statements of one file below {@code sql/}. Not a template engine: what is in the file is what the database gets. */
final class Sql {
    private static final Pattern NAME = Pattern.compile("-- name: ([a-z][a-z0-9_]*)");

    private final String file;
    private final Map<String, String> statements;

    private Sql(String file, Map<String, String> statements) {
        this.file = file;
        this.statements = statements;
    }

    /** The file is named without its ending, as a literal: a test looks for it in the sources. */
    static Sql load(String file) {
        var path = "/sql/" + file + ".sql";
        try (var in = Sql.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no " + path);
            }
            return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Sql parse(String file, String text) {
        var bodies = new LinkedHashMap<String, StringBuilder>();
        var body = new StringBuilder();
        for (var line : text.lines().toList()) {
            var name = NAME.matcher(line);
            if (name.matches()) {
                body = new StringBuilder();
                if (bodies.put(name.group(1), body) != null) {
                    throw new IllegalArgumentException(file + ".sql has two statements named " + name.group(1));
                }
            } else if (line.startsWith("-- name:")) {
                throw new IllegalArgumentException(file + ".sql has a bad name: " + line);
            } else if (!line.isBlank() && !line.strip().startsWith("--")) {
                if (bodies.isEmpty()) {
                    throw new IllegalArgumentException(file + ".sql has a statement before the first name: " + line);
                }
                body.append(line).append('\n');
            }
        }
        var statements = new LinkedHashMap<String, String>();
        bodies.forEach((name, statement) -> statements.put(name, whole(file, name, statement.toString())));
        return new Sql(file, statements);
    }

    private static String whole(String file, String name, String body) {
        var statement = body.strip();
        statement = statement.endsWith(";")
                ? statement.substring(0, statement.length() - 1).strip()
                : statement;
        if (statement.isEmpty()) {
            throw new IllegalArgumentException(file + ".sql has no statement under the name " + name);
        }
        return statement;
    }

    String get(String name) {
        var statement = statements.get(name);
        if (statement == null) {
            throw new IllegalArgumentException(file + ".sql has no statement named " + name);
        }
        return statement;
    }

    Set<String> names() {
        return Set.copyOf(statements.keySet());
    }
}
