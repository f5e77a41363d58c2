package dev.ringback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.function.Supplier;

/** A secret that was made here and is kept in a file of {@code data.dir} that only its owner may read. */
record SecretFile(Path path) {
    private static final int BYTES = 32;

    static SecretFile of(Ground ground, String name) {
        return new SecretFile(ground.settings().storage().dataDir().resolve(name));
    }

    /** What is in it; where there is none yet, {@code prefix} and 256 bits of chance. Blocks. */
    String readOrMake(Ground ground, String prefix) throws IOException {
        return readOrMake(() -> prefix
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(ground.ambient().secrets().bytes(BYTES)));
    }

    /** What is in it; where there is none yet, what is made. Blocks. */
    String readOrMake(Supplier<String> make) throws IOException {
        if (!Files.exists(path)) {
            write(make.get());
        }
        return Files.readString(path).strip();
    }

    /** In place of what was there. Blocks. */
    void write(String text) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + "-unfinished");
        Files.deleteIfExists(unfinished);
        Path made = Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Path written = Files.writeString(made, text + "\n", StandardOpenOption.WRITE);
        Path unused = Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
