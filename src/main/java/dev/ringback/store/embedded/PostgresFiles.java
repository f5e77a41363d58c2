package dev.ringback.store.embedded;

import dev.ringback.store.StoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

/** Where the parts of the embedded server lie: all of it below {@code <data.dir>/postgres}. */
record PostgresFiles(Path home) {
    private static final long LOG_BYTES_MAX = 8L << 20;
    private static final int TAIL_BYTES = 2000;

    static PostgresFiles below(Path dataDir) throws IOException {
        var home = dataDir.toAbsolutePath().normalize().resolve("postgres");
        Files.createDirectories(home);
        return new PostgresFiles(home.toRealPath());
    }

    Path data() {
        return home.resolve("data");
    }

    /** A cluster is made here and renamed when it is whole, so that a crash in between leaves no half of one. */
    Path unfinishedData() {
        return home.resolve("data-unfinished");
    }

    Path password() {
        return home.resolve("password");
    }

    Path log() {
        return home.resolve("log");
    }

    Path binaries(String version) {
        return home.resolve("bin-" + version);
    }

    static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.writeString(Files.createFile(file, ownerOnly), text);
    }

    /** One old log is kept, so that a server that complains for months fills no disk. */
    void turnLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LOG_BYTES_MAX) {
            Files.move(log(), home.resolve("log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    long logBytes() throws IOException {
        return Files.exists(log()) ? Files.size(log()) : 0;
    }

    String logSince(long offset) {
        try (var file = new RandomAccessFile(log().toFile(), "r")) {
            var from = Math.max(offset, file.length() - TAIL_BYTES);
            var bytes = new byte[(int) Math.max(0, file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            return "(no log)";
        }
    }

    /** Removes a directory of ours with all that is in it. */
    void remove(Path directory) throws IOException {
        if (!directory.startsWith(home) || directory.equals(home)) {
            throw new StoreException(directory + " is not below " + home);
        }
        for (var path : leavesFirst(directory)) {
            Files.delete(path);
        }
    }

    private static List<Path> leavesFirst(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (var all = Files.walk(directory)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException wrapped) {
            throw wrapped.getCause();
        }
    }
}
