package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationFileTest {
    @TempDir
    Path directory;

    @Test
    void readsThemInTheirOrder() throws IOException {
        write("0002_b.sql", "select 2");
        write("0001_a.sql", "select 1");

        assertThat(read()).extracting(MigrationFile::version).containsExactly(1, 2);
        assertThat(read()).extracting(MigrationFile::script).containsExactly("select 1", "select 2");
    }

    @Test
    void readsThemFromAJar() throws IOException {
        var jar = directory.resolve("a b.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("steps/"));
            out.putNextEntry(new ZipEntry("steps/0001_a.sql"));
            out.write("select 1".getBytes());
        }
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThat(MigrationFile.of(loader, "steps"))
                    .extracting(MigrationFile::name)
                    .containsExactly("a");
        }
    }

    @Test
    void lineEndsDoNotChangeTheChecksum() throws IOException {
        write("0001_a.sql", "select 1;\r\nselect 2;\r\n");
        var windows = read().get(0).checksum();
        write("0001_a.sql", "select 1;\nselect 2;\n");

        assertThat(read().get(0).checksum()).isEqualTo(windows);
    }

    @Test
    void refusesAGapInTheCount() throws IOException {
        write("0001_a.sql", "select 1");
        write("0003_c.sql", "select 3");

        assertThatThrownBy(this::read).hasMessageContaining("0003_c.sql breaks the count: 2 was expected");
    }

    @Test
    void refusesAFileOfAnotherName() throws IOException {
        write("first.sql", "select 1");

        assertThatThrownBy(this::read).hasMessageContaining("is not named like 0001_name.sql");
    }

    private void write(String name, String script) throws IOException {
        Files.createDirectories(directory.resolve("steps"));
        Files.writeString(directory.resolve("steps").resolve(name), script);
    }

    private java.util.List<MigrationFile> read() throws IOException {
        try (var loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
            return MigrationFile.of(loader, "steps");
        }
    }
}
