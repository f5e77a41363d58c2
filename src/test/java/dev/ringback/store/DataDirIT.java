package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.NodeId;
import dev.ringback.support.Await;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirIT {
    private static final NodeId FIRST = new NodeId(new UUID(1, 1));
    private static final NodeId SECOND = new NodeId(new UUID(1, 2));

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void remembersTheLastRun() {
        var home = directory.resolve("a/b");
        var first = open(home);
        assertThat(first.lastRun()).isEmpty();
        Await.result(first.remember(FIRST));
        assertThat(first.lastRun()).isEmpty();
        Await.result(first.close());

        var second = open(home);
        assertThat(second.lastRun()).contains(FIRST);
        Await.result(second.remember(SECOND).compose(done -> second.close()));

        var third = open(home);
        assertThat(third.lastRun()).contains(SECOND);
        Await.result(third.close());
    }

    @Test
    void isLockedAgainstAnotherNodeOfThisProcess() {
        var held = open(directory);

        assertThat(Await.failure(DataDir.open(vertx, directory)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(
                        "Another node (process " + ProcessHandle.current().pid() + ") runs on " + directory);

        Await.result(held.close());
        Await.result(open(directory).close());
    }

    @Test
    void anUnreadableLastRunIsNone() throws IOException {
        Files.writeString(directory.resolve("node"), "rubbish");

        var dataDir = open(directory);

        assertThat(dataDir.lastRun()).isEmpty();
        Await.result(dataDir.close());
    }

    @Test
    void tellsWhyADirectoryCannotBeUsed() throws IOException {
        var file = Files.createFile(directory.resolve("file"));

        assertThat(Await.failure(DataDir.open(vertx, file)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("data.dir " + file + " cannot be used");
    }

    private DataDir open(Path home) {
        return Await.result(DataDir.open(vertx, home));
    }
}
