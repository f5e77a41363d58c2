package dev.ringback.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the kernel counts for a process. */
final class Proc {
    /** Linux counts in hundredths of a second for programs, whatever its own clock does. */
    private static final double TICKS = 100;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private Proc() {}

    static double cpuSeconds(long pid) {
        return ticks(pid, USER, SYSTEM) / TICKS;
    }

    /** With all its children; of those that have ended, the parent has the sum. */
    static double cpuSecondsOfFamily(long pid) {
        double ticks = ticks(pid, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM);
        for (long child : children(pid)) {
            ticks += ticks(child, USER, SYSTEM);
        }
        return ticks / TICKS;
    }

    static List<Long> children(long pid) {
        List<Long> children = new ArrayList<>();
        ProcessHandle.of(pid).ifPresent(parent -> parent.children().forEach(child -> children.add(child.pid())));
        return children;
    }

    /** The most that was resident since the process began, in bytes. */
    static long residentMost(long pid) {
        return status(pid, "VmHWM:");
    }

    static long resident(long pid) {
        return status(pid, "VmRSS:");
    }

    private static long status(long pid, String field) {
        Optional<String> line = read(Path.of("/proc", String.valueOf(pid), "status"))
                .flatMap(text ->
                        text.lines().filter(one -> one.startsWith(field)).findFirst());
        return line.map(one -> Long.parseLong(one.replaceAll("\\D", "")) * 1024).orElse(0L);
    }

    private static long ticks(long pid, int... fields) {
        String text = read(Path.of("/proc", String.valueOf(pid), "stat")).orElse("");
        if (text.isEmpty()) {
            return 0;
        }
        // The name may have spaces and brackets in it; the fields after it have none.
        String[] parts = text.substring(text.lastIndexOf(')') + 2).split(" ");
        long sum = 0;
        for (int field : fields) {
            sum += Long.parseLong(parts[field]);
        }
        return sum;
    }

    /** Word by word; none when it has ended. */
    static List<String> commandLine(long pid) {
        return read(Path.of("/proc", String.valueOf(pid), "cmdline"))
                .map(text -> List.of(text.split("\0")))
                .orElse(List.of());
    }

    static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
