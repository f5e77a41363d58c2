package dev.ringback.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives a program another time of day, by libfaketime, where the machine has it. Clocks that only count the time that passes stay as they are. */
final class ShiftedClock {
    private static final String LIBRARY = "libfaketimeMT.so.1";
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final int DEPTH_MAX = 3;

    private ShiftedClock() {}

    static boolean isThere() {
        return library().isPresent();
    }

    /** What a command begins with that is to run so. The shift is as {@code +30s}. */
    static List<String> by(String shift) {
        Path library = library().orElseThrow(() -> new BenchException("there is no " + LIBRARY));
        return List.of("env", "LD_PRELOAD=" + library, "FAKETIME=" + shift, "FAKETIME_DONT_FAKE_MONOTONIC=1");
    }

    private static Optional<Path> library() {
        String named = System.getenv().getOrDefault("LIBFAKETIME", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named)).filter(Files::isReadable);
        }
        try (Stream<Path> found = Files.find(LIBRARIES, DEPTH_MAX, (path, about) -> path.endsWith(LIBRARY))) {
            return found.findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
