package dev.ringback.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code postmaster.pid} says: whose server this is, and whether it takes connections yet. */
record PidFile(long pid, String status) {
    private static final int STATUS_LINE = 7;

    static Path path(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Empty when there is none, or one that is being written or was never finished. */
    static Optional<PidFile> read(Path data) throws IOException {
        try {
            var lines = Files.readAllLines(path(data));
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            var status = lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "";
            return Optional.of(new PidFile(Long.parseLong(lines.get(0).strip()), status));
        } catch (NoSuchFileException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** A number below zero is that of a server without clients, as one that makes databases is. */
    boolean isWhole() {
        return pid > 0;
    }

    boolean isReady() {
        return status.equals("ready");
    }
}
