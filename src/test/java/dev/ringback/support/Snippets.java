package dev.ringback.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** The pieces of code in a document that have a name, {@code <!-- snippet: name -->} before them, put into files and run as they stand there. */
public final class Snippets {
    private static final int MINUTES_MAX = 3;

    private final String text;
    private final Path directory;

    public Snippets(Path document, Path directory) {
        this.directory = directory;
        try {
            this.text = Files.readString(document);
            Files.createDirectories(directory);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Path directory() {
        return directory;
    }

    /** Puts the piece into a file of its name, with more behind it. */
    public Path write(String name, String more) {
        Matcher block = Pattern.compile("(?ms)^<!-- snippet: " + Pattern.quote(name) + " -->\n```[a-z]+\n(.*?)^```")
                .matcher(text);
        if (!block.find()) {
            throw new AssertionError("the document has no piece " + name);
        }
        return file(name, block.group(1) + more);
    }

    public Path file(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A static method of a piece of Java: its class has the name of the file. */
    public Object call(String name, String method, Object... arguments) throws Exception {
        Path source = write(name, "");
        Path classes = Files.createDirectories(directory.resolve("classes"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        if (failed != 0) {
            throw new AssertionError(name + " does not compile");
        }
        try (var loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> type = loader.loadClass(name.substring(0, name.indexOf('.')));
            for (Method each : type.getDeclaredMethods()) {
                if (each.getName().equals(method)) {
                    each.setAccessible(true);
                    return String.valueOf(each.invoke(null, arguments));
                }
            }
            throw new AssertionError(name + " has no method " + method);
        }
    }

    /** What a program prints; it must end well. */
    public String run(Map<String, String> environment, String... command) {
        try {
            Path log = directory.resolve("run.log");
            ProcessBuilder builder = new ProcessBuilder(List.of(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
            String said = Files.readString(log).strip();
            if (!ended || process.exitValue() != 0) {
                process.destroy();
                throw new AssertionError(new ArrayList<>(List.of(command)) + " failed: " + said);
            }
            return said;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    public static boolean isThere(String program) {
        return List.of(System.getenv("PATH").split(java.io.File.pathSeparator)).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
