package dev.ringback.store;

import dev.ringback.domain.NodeId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The node's directory, locked for as long as the node lives: the lock tells a starting node that whoever ran here before is dead. It
 * remembers which run that was.
 */
public final class DataDir {
    private final Vertx vertx;
    private final Path home;
    private final FileChannel lock;
    private final Optional<NodeId> lastRun;

    private DataDir(Vertx vertx, Path home, FileChannel lock, Optional<NodeId> lastRun) {
        this.vertx = vertx;
        this.home = home;
        this.lock = lock;
        this.lastRun = lastRun;
    }

    public static Future<DataDir> open(Vertx vertx, Path dataDir) {
        return vertx.executeBlocking(() -> {
            try {
                var home = Files.createDirectories(dataDir.toAbsolutePath().normalize())
                        .toRealPath();
                return new DataDir(vertx, home, lock(home), lastRun(home.resolve("node")));
            } catch (IOException failure) {
                throw new StoreException("data.dir " + dataDir + " cannot be used: " + failure, failure);
            }
        });
    }

    private static FileChannel lock(Path home) throws IOException {
        var file = home.resolve("lock");
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            var holder = Files.readString(file).strip();
            channel.close();
            throw new StoreException("Another node" + (holder.isEmpty() ? "" : " (process " + holder + ")")
                    + " runs on " + home + ": stop it, or give this one a data.dir of its own");
        }
        channel.truncate(0);
        write(channel, ProcessHandle.current().pid() + "\n");
        return channel;
    }

    private static void write(FileChannel file, String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    private static Optional<NodeId> lastRun(Path file) throws IOException {
        return Files.exists(file) ? NodeId.parse(Files.readString(file).strip()) : Optional.empty();
    }

    public Path home() {
        return home;
    }

    /** The run before this one, as it was when the directory was opened. */
    public Optional<NodeId> lastRun() {
        return lastRun;
    }

    /** From here on this is the last run. */
    public Future<Void> remember(NodeId run) {
        return vertx.executeBlocking(() -> {
                    var unfinished = home.resolve("node-unfinished");
                    try (var file = FileChannel.open(
                            unfinished,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                        write(file, run + "\n");
                        file.force(true);
                    }
                    return Files.move(unfinished, home.resolve("node"), StandardCopyOption.ATOMIC_MOVE);
                })
                .mapEmpty();
    }

    /** Another node may have the directory when this completes. */
    public Future<Void> close() {
        return vertx.executeBlocking(() -> {
            lock.close();
            return null;
        });
    }
}
