package dev.ringback.store.embedded;

import dev.ringback.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed node or a killed server has left behind on a cluster's directory: a server that still runs, backends without a server, a
 * postmaster.pid whose number is dead or has gone to a stranger. Whoever calls holds the directory's lock, so none of it is in use.
 */
final class LeftOver {
    private static final Logger LOG = LoggerFactory.getLogger(LeftOver.class);
    private static final Path PROC = Path.of("/proc");

    private LeftOver() {}

    static void clear(Path data) throws IOException, InterruptedException {
        var claim = PidFile.read(data);
        var claimant = claim.flatMap(file -> ProcessHandle.of(file.pid()));
        if (claimant.isPresent() && isServer(claimant.get().pid(), data)) {
            LOG.info(
                    "Stopping the PostgreSQL (process {}) that a killed node has left running",
                    claimant.get().pid());
            check(Signals.stop(claimant.get()), claimant.get(), data);
        } else if (claimant.isPresent() || !claim.map(PidFile::isWhole).orElse(false)) {
            // PostgreSQL itself passes over the file of a dead process, but neither over a stranger's nor over rubbish.
            if (Files.deleteIfExists(PidFile.path(data))) {
                LOG.info("Removed {}: what it names is not this PostgreSQL", PidFile.path(data));
            }
        }
        // Backends outlive a killed server for as long as their statement runs, and no new one may start beside them.
        for (var backend : livingIn(data)) {
            LOG.info("Stopping process {}, left over by a killed PostgreSQL", backend.pid());
            check(Signals.quit(backend), backend, data);
        }
    }

    private static void check(boolean gone, ProcessHandle process, Path data) {
        if (!gone) {
            throw new StoreException("Process " + process.pid() + ", left over on " + data + ", cannot be stopped");
        }
    }

    private static boolean isServer(long pid, Path data) {
        try {
            var words = List.of(Files.readString(PROC.resolve(pid + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .split("\0"));
            var program = words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
            int directory = words.indexOf("-D") + 1;
            return program.equals("postgres")
                    && directory > 0
                    && directory < words.size()
                    && isSame(data, words.get(directory));
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean isSame(Path data, String other) throws IOException {
        var path = new String(other.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return data.toString().equals(path) || (Files.exists(Path.of(path)) && Files.isSameFile(data, Path.of(path)));
    }

    /** The server and its backends stand in the cluster's directory all their lives. */
    private static List<ProcessHandle> livingIn(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        workingDirectory(process.pid()).filter(data::equals).isPresent())
                .filter(process -> program(process.pid()).equals("postgres"))
                .toList();
    }

    private static Optional<Path> workingDirectory(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(PROC.resolve(pid + "/cwd")));
        } catch (IOException goneOrForbidden) {
            return Optional.empty();
        }
    }

    private static String program(long pid) {
        try {
            return Files.readString(PROC.resolve(pid + "/comm")).strip();
        } catch (IOException gone) {
            return "";
        }
    }
}
