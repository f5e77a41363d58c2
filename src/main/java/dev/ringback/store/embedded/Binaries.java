package dev.ringback.store.embedded;

import dev.ringback.store.StoreException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** Unpacks the server's programs from the class path, once for each version. */
final class Binaries {
    /** That of the dependency, which does not tell it itself; a test compares the two. */
    static final String VERSION = "18.6.0";

    static final String MAJOR = VERSION.substring(0, VERSION.indexOf('.'));

    private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int EXECUTABLE = 0100;

    private Binaries() {}

    static Path unpack(PostgresFiles files) throws IOException {
        var home = files.binaries(VERSION);
        if (Files.isDirectory(home)) {
            return home;
        }
        LOG.info("Unpacking PostgreSQL {} to {}", VERSION, home);
        var unfinished = home.resolveSibling(home.getFileName() + "-unfinished");
        files.remove(unfinished);
        Files.createDirectories(unfinished);
        try (var tar = open(resource())) {
            unpack(tar, unfinished);
        }
        return Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    static String resource() {
        var system = System.getProperty("os.name", "");
        var processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        if (system.equals("Linux") && (processor.equals("amd64") || processor.equals("x86_64"))) {
            return "/postgres-linux-x86_64.txz";
        }
        if (system.equals("Linux") && (processor.equals("aarch64") || processor.equals("arm64"))) {
            return "/postgres-linux-arm_64.txz";
        }
        throw new StoreException("The embedded PostgreSQL runs on Linux (x86-64, arm64), not on " + system + " ("
                + processor + "): set database.url to a PostgreSQL of yours");
    }

    private static TarArchiveInputStream open(String resource) throws IOException {
        var packed = Binaries.class.getResourceAsStream(resource);
        if (packed == null) {
            throw new StoreException("This build brings no PostgreSQL (" + resource
                    + " is not on the class path): set database.url to a PostgreSQL of yours");
        }
        return new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, BUFFER_BYTES)));
    }

    static void unpack(TarArchiveInputStream tar, Path home) throws IOException {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            unpack(entry, tar, home);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path home) throws IOException {
        var target = inside(home, home.resolve(entry.getName()), entry);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            var unused = inside(home, target.resolveSibling(entry.getLinkName()), entry);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, inside(home, home.resolve(entry.getLinkName()), entry));
        } else {
            Files.copy(content, target);
            var mode = (entry.getMode() & EXECUTABLE) != 0 ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
        }
    }

    private static Path inside(Path home, Path path, TarArchiveEntry entry) throws IOException {
        var normal = path.normalize();
        if (!normal.startsWith(home)) {
            throw new IOException("The archive's entry " + entry.getName() + " points outside " + home);
        }
        return normal;
    }
}
