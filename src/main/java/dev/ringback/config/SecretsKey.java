package dev.ringback.config;

import dev.ringback.ambient.Secrets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;

/**
 * Seals the secrets of profiles for the database, with AES-256-GCM. A sealed text says its version first, then which key sealed it, then the
 * nonce, then the rest; it opens only beside the same context (whose secret it is), so that none can be moved to another row. What other
 * keys sealed, those of before a rotation, is opened too, and never sealed with them. Safe for all threads.
 */
public final class SecretsKey {
    private static final String FILE = "secrets.key";
    private static final byte VERSION = 2;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int NONCE_AT = 1 + SealingKey.ID_BYTES;
    private static final int HEAD_BYTES = NONCE_AT + NONCE_BYTES;

    private final SealingKey current;
    private final List<SealingKey> all;
    private final Secrets chance;

    private SecretsKey(byte[] current, List<byte[]> others, Secrets chance) {
        this.current = new SealingKey(current);
        this.all = Stream.concat(Stream.of(this.current), others.stream().map(SealingKey::new))
                .toList();
        this.chance = chance;
    }

    /** Sealed with another key, for another context, or damaged. */
    public static final class Sealed extends Exception {
        private static final long serialVersionUID = 1;

        Sealed(String message) {
            super(message);
        }
    }

    /**
     * The key of the settings, or else the one in the file under {@code data.dir}, which is made when missing. Where both are there, the file's
     * is a former one. Blocks.
     */
    public static SecretsKey load(Settings.Storage settings, Secrets chance) throws IOException {
        List<byte[]> others = new ArrayList<>();
        for (Secret former : settings.secrets().formerKeys()) {
            others.add(Base64.getDecoder().decode(former.value()));
        }
        Path file = settings.dataDir().resolve(FILE);
        Optional<Secret> given = settings.secrets().key();
        if (given.isPresent()) {
            if (Files.exists(file)) {
                others.add(read(file));
            }
            return new SecretsKey(Base64.getDecoder().decode(given.get().value()), others, chance);
        }
        if (Files.notExists(file)) {
            write(file, chance.bytes(KEY_BYTES));
        }
        return new SecretsKey(read(file), others, chance);
    }

    public byte[] seal(byte[] plain, byte[] context) {
        byte[] nonce = chance.bytes(NONCE_BYTES);
        byte[] head =
                ByteBuffer.allocate(NONCE_AT).put(VERSION).put(current.id()).array();
        try {
            byte[] body =
                    current.cipher(Cipher.ENCRYPT_MODE, nonce, head, context).doFinal(plain);
            return ByteBuffer.allocate(HEAD_BYTES + body.length)
                    .put(head)
                    .put(nonce)
                    .put(body)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    public byte[] open(byte[] sealed, byte[] context) throws Sealed {
        if (sealed.length < HEAD_BYTES + SealingKey.TAG_BITS / 8 || sealed[0] != VERSION) {
            throw new Sealed("this is no sealed secret of version " + VERSION);
        }
        SealingKey key = all.stream()
                .filter(each -> each.isNamed(sealed, 1))
                .findFirst()
                .orElseThrow(() -> new Sealed("the secret was sealed with another key, which is neither secrets.key nor"
                        + " among secrets.former_keys"));
        try {
            byte[] nonce = Arrays.copyOfRange(sealed, NONCE_AT, HEAD_BYTES);
            byte[] head = Arrays.copyOf(sealed, NONCE_AT);
            return key.cipher(Cipher.DECRYPT_MODE, nonce, head, context)
                    .doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
        } catch (GeneralSecurityException e) {
            throw new Sealed("the secret was sealed for another place, or is damaged");
        }
    }

    /** Whether it was sealed with the key that seals now. */
    public boolean isCurrent(byte[] sealed) {
        return sealed.length > HEAD_BYTES && sealed[0] == VERSION && current.isNamed(sealed, 1);
    }

    /** Tells the key that seals apart from others without telling it. */
    public String fingerprint() {
        return current.fingerprint();
    }

    /** Whether the key with that fingerprint is here, to seal or to open. */
    public boolean knows(String fingerprint) {
        return all.stream().anyMatch(key -> key.fingerprint().equals(fingerprint));
    }

    private static byte[] read(Path file) throws IOException {
        try {
            byte[] key = Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            // The message below says it all, and must not carry what stood there.
        }
        throw new IOException(file + " is damaged: expected base64 of " + KEY_BYTES
                + " bytes. Put back the right one; without it the stored secrets cannot be read.");
    }

    /** Complete and on disk before it has its name: half a key would lock up every secret sealed with it. */
    private static void write(Path file, byte[] key) throws IOException {
        Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = directory.resolve(FILE + ".new");
        Files.deleteIfExists(unfinished);
        byte[] text = (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer rest = ByteBuffer.wrap(text);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
