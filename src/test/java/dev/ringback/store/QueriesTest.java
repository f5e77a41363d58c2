package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the statements' files and the code that uses them in step. */
class QueriesTest {
    private static final Path FILES = Path.of("src/main/resources/sql");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern LOAD = Pattern.compile("\\bSql\\.load\\(\\s*\"([^\"]*)\"\\s*\\)");
    private static final Pattern GET = Pattern.compile("\\bsql\\s*\\.get\\(\\s*\"([^\"]*)\"\\s*\\)");

    static List<String> files() throws IOException {
        try (var all = Files.list(FILES)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .map(name -> name.substring(0, name.length() - ".sql".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void namesInAFileAreTheNamesUsed(String file) throws IOException {
        var used = new TreeSet<String>();
        for (var source : sources().values()) {
            if (found(LOAD, source).contains(file)) {
                used.addAll(found(GET, source));
            }
        }

        assertThat(used).isEqualTo(new TreeSet<>(Sql.load(file).names()));
    }

    @Test
    void whoeverGetsAStatementLoadsOneFileThatExists() throws IOException {
        var existing = files();
        sources().forEach((path, source) -> {
            var loaded = found(LOAD, source);
            assertThat(existing).as(path).containsAll(loaded);
            assertThat(loaded.size()).as(path).isLessThanOrEqualTo(1);
            assertThat(found(GET, source).isEmpty())
                    .as(path + " gets what it did not load")
                    .isEqualTo(loaded.isEmpty());
        });
    }

    private static Map<String, String> sources() throws IOException {
        try (var all = Files.walk(SOURCES)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(Path::toString, QueriesTest::read));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> found(Pattern pattern, String source) {
        return pattern.matcher(source).results().map(hit -> hit.group(1)).collect(Collectors.toSet());
    }
}
