package dev.ringback.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinariesTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

    @TempDir
    Path directory;

    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectory(directory.resolve("home"));
    }

    @Test
    void theVersionIsThatOfTheDependency() {
        assertThat(Binaries.class.getResource(Binaries.resource()).toString())
                .contains("-" + Binaries.VERSION + ".jar!");
    }

    @Test
    void unpacksFilesLinksAndModes() throws IOException {
        entry("bin/run", TarConstants.LF_NORMAL, "", 0755);
        entry("share/text", TarConstants.LF_NORMAL, "", 0644);
        entry("lib/soft", TarConstants.LF_SYMLINK, "../share/text", 0777);
        entry("lib/hard", TarConstants.LF_LINK, "share/text", 0644);

        unpack();

        assertThat(home.resolve("bin/run")).isExecutable().hasContent("text");
        assertThat(Files.isExecutable(home.resolve("share/text"))).isFalse();
        assertThat(Files.readSymbolicLink(home.resolve("lib/soft"))).hasToString("../share/text");
        assertThat(home.resolve("lib/soft")).hasContent("text");
        assertThat(home.resolve("lib/hard")).hasContent("text");
    }

    @ParameterizedTest
    @CsvSource({"../x, 0, ''", "a/../../x, 0, ''", "a, 2, ../../x", "a, 2, /etc/passwd", "a, 1, ../x"})
    void refusesWhatPointsOutside(String name, char type, String link) throws IOException {
        entry(name, (byte) type, link, 0644);

        assertThatThrownBy(this::unpack).isInstanceOf(IOException.class).hasMessageContaining("points outside");
        assertThat(home.resolveSibling("x")).doesNotExist();
    }

    private void entry(String name, byte type, String link, int mode) throws IOException {
        var entry = new TarArchiveEntry(name, type, true);
        entry.setMode(mode);
        entry.setLinkName(link);
        entry.setSize(type == TarConstants.LF_NORMAL ? 4 : 0);
        tar.putArchiveEntry(entry);
        if (type == TarConstants.LF_NORMAL) {
            tar.write("text".getBytes());
        }
        tar.closeArchiveEntry();
    }

    private void unpack() throws IOException {
        tar.close();
        Binaries.unpack(new TarArchiveInputStream(new ByteArrayInputStream(bytes.toByteArray())), home);
    }
}
