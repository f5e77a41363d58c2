package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/ringback} as a user meets it, in the layout of a release: the jar beside bin, and nothing to build. */
class LauncherIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    Path directory;

    private Path release;
    private final Map<String, String> environment = new HashMap<>();

    private record Ended(int status, String out, String err) {}

    @BeforeEach
    void layOutARelease() throws IOException {
        release = Files.createDirectories(directory.resolve("a release"));
        Path bin = Files.createDirectories(release.resolve("bin"));
        for (String script : List.of("ringback", "find-java")) {
            Files.copy(PROJECT.resolve("bin").resolve(script), bin.resolve(script));
            executable(bin.resolve(script));
        }
        Files.createSymbolicLink(release.resolve("ringback.jar"), PROJECT.resolve("target/ringback.jar"));
        Files.createSymbolicLink(release.resolve("lib"), PROJECT.resolve("target/lib"));
        Files.createDirectories(release.resolve("conf"));
    }

    /** JUnit would warn of each that leads out of its directory. */
    @AfterEach
    void removeLinks() throws IOException {
        List<Path> links;
        try (Stream<Path> files = Files.walk(directory)) {
            links = files.filter(Files::isSymbolicLink).toList();
        }
        for (Path link : links) {
            Files.delete(link);
        }
    }

    @Test
    void printsHelpAndVersion() throws Exception {
        Ended help = run("--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("start", "demo", "--config PATH", "--set KEY=VALUE");
        assertThat(help.err()).isEmpty();

        assertThat(run("--version").out()).matches("ringback [0-9]+\\.[0-9]+\\.[0-9]+\\S*\\n");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        Ended command = run("strat");
        assertThat(command.status()).isEqualTo(2);
        assertThat(command.err()).contains("unknown command strat; did you mean start?");
        assertThat(command.out()).isEmpty();

        assertThat(run("start", "--sett", "a=b").status()).isEqualTo(2);
        assertThat(run().status()).isEqualTo(2);
    }

    @Test
    void tellsAllBadSettingsFromAllSources() throws Exception {
        Files.writeString(release.resolve("conf/ringback.yaml"), "http:\n  prot: 1\n");
        environment.put("RINGBACK_RETENTION_DAYS", "ever");

        Ended ended = run("start", "--set", "http.port=99999", "--set", "bootstrap.api_key=hunter2");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err())
                .contains("4 settings are wrong")
                .contains("http.prot = \"1\" (conf/ringback.yaml, line 2)", "did you mean http.port?")
                .contains("retention.days = \"ever\" (environment variable RINGBACK_RETENTION_DAYS)")
                .contains("http.port = \"99999\" (--set)")
                .contains("bootstrap.api_key = ••••")
                .doesNotContain("hunter2", "DEBUG", "Exception");
    }

    @Test
    void worksThroughALinkAndFromElsewhere() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("rb"), Path.of("a release/bin/ringback"));

        assertThat(start(link, "--version").status()).isZero();
    }

    @Test
    void takesTheNewestJavaAndPassesItTheOptions() throws Exception {
        fakeJava("jdk-11", "11.0.2");
        environment.put("JAVA_HOME", fakeJava("jdk-9999", "9999.1").toString());
        environment.put("RINGBACK_JAVA_OPTS", "-Da=b -XX:+UseSerialGC");
        environment.put("RINGBACK_HEAP", "300m");

        String line = run("start", "--set", "a=b c").out();

        assertThat(line)
                .startsWith("jdk-9999|-Xmx300m|-XX:+ExitOnOutOfMemoryError|")
                .contains("|-Da=b|-XX:+UseSerialGC|", "|--enable-native-access=ALL-UNNAMED|")
                .contains("|-Dringback.home=" + release.toRealPath() + "|")
                .endsWith("|start|--set|a=b c|\n")
                .doesNotContain("UseG1GC");
    }

    @Test
    void passesOverAJavaThatIsTooOld() throws Exception {
        environment.put("JAVA_HOME", fakeJava("jdk-16", "16.0.2").toString());

        assertThat(run("--version").out()).startsWith("ringback ");
    }

    @Test
    void takesTheJavaThatIsNamedAndNoOther() throws Exception {
        environment.put("JAVA_HOME", fakeJava("jdk-9999", "9999.1").toString());
        environment.put("RINGBACK_JAVA_HOME", fakeJava("jdk-17", "17.0.1").toString());
        assertThat(run("start").out()).startsWith("jdk-17|").doesNotContain("native-access");

        environment.put("RINGBACK_JAVA_HOME", fakeJava("jdk-1.8", "1.8.0_292").toString());
        Ended old = run("start");
        assertThat(old.status()).isEqualTo(1);
        assertThat(old.err()).contains("RINGBACK_JAVA_HOME", "17 or newer");
    }

    @Test
    void saysWhenThereIsNothingToStart() throws Exception {
        Files.delete(release.resolve("ringback.jar"));

        Ended ended = run("start");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("ringback.jar is missing");
    }

    @Test
    void saysWhenMavenIsMissing() throws Exception {
        Files.createFile(release.resolve("pom.xml"));
        Files.createDirectories(release.resolve("src/main"));
        environment.put("PATH", pathWithoutMaven());
        environment.put("RINGBACK_JAVA_HOME", fakeJava("jdk-17", "17.0.1").toString());

        Ended ended = run("start");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("Maven (mvn) was not found");
    }

    /** A java that prints its name and its arguments. */
    private Path fakeJava(String name, String version) throws IOException {
        Path home = directory.resolve(name);
        Path bin = Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        for (String program : List.of("java", "javac")) {
            Files.writeString(bin.resolve(program), "#!/bin/sh\nprintf '%s|' " + name + " \"$@\"\necho\n");
            executable(bin.resolve(program));
        }
        return home;
    }

    private String pathWithoutMaven() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("tools"));
        for (String tool : List.of("sh", "sed", "awk", "dirname", "readlink", "find", "head", "mkdir", "cat")) {
            Path real = Stream.of("/bin", "/usr/bin")
                    .map(place -> Path.of(place, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(bin.resolve(tool), real);
        }
        return bin.toString();
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended run(String... arguments) throws Exception {
        return start(release.resolve("bin/ringback"), arguments);
    }

    private Ended start(Path script, String... arguments) throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(script.toString()), Stream.of(arguments))
                        .toList())
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("RINGBACK_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
