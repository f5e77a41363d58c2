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
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the secrets of profiles for the database, with AES-256-GCM. A sealed text says its version first, then the
 * nonce, then the rest; it opens only beside the same context (whose secret it is), so that none can be moved to
 * another row. Safe for all threads.
 */
public final class SecretsKey {
    private static final String FILE = "secrets.key";
    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int HEAD_BYTES = 1 + NONCE_BYTES;
    private static final int TAG_BITS = 128;
    private static final int FINGERPRINT_BYTES = 16;

    private final SecretKeySpec key;
    private final Secrets chance;
    private final String fingerprint;

    private SecretsKey(byte[] key, Secrets chance) {
        this.key = new SecretKeySpec(key, "AES");
        this.chance = chance;
        MessageDigest digest = sha256();
        digest.update("ringback secrets.key fingerprint 1\0".getBytes(StandardCharsets.UTF_8));
        byte[] hash = digest.digest(key);
        this.fingerprint = HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    }

    /** Sealed with another key, for another context, or damaged. */
    public static final class Sealed extends Exception {
        private static final long serialVersionUID = 1;

        Sealed(String message) {
            super(message);
        }
    }

    /**
     * The key of the settings, or else the one in the file under {@code data.dir}, which is made when missing. Blocks.
     */
    public static SecretsKey load(Settings.Storage settings, Secrets chance) throws IOException {
        Optional<Secret> given = settings.secretsKey();
        if (given.isPresent()) {
            return new SecretsKey(Base64.getDecoder().decode(given.get().value()), chance);
        }
        Path file = settings.dataDir().resolve(FILE);
        if (Files.notExists(file)) {
            write(file, chance.bytes(KEY_BYTES));
        }
        return new SecretsKey(read(file), chance);
    }

    public byte[] seal(byte[] plain, byte[] context) {
        byte[] nonce = chance.bytes(NONCE_BYTES);
        try {
            byte[] body = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(HEAD_BYTES + body.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(body)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    public byte[] open(byte[] sealed, byte[] context) throws Sealed {
        if (sealed.length < HEAD_BYTES + TAG_BITS / 8 || sealed[0] != VERSION) {
            throw new Sealed("this is no sealed secret of version " + VERSION);
        }
        try {
            byte[] nonce = Arrays.copyOfRange(sealed, 1, HEAD_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
        } catch (GeneralSecurityException e) {
            throw new Sealed("the secret was sealed with another key or for another place, or is damaged");
        }
    }

    /** A code that only who has the key can make, and that is good for this purpose alone. */
    public byte[] sign(String purpose, byte[] text) {
        return hmac(hmac(key.getEncoded(), purpose.getBytes(StandardCharsets.UTF_8)), text);
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    /** Tells keys apart without telling the key. */
    public String fingerprint() {
        return fingerprint;
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        // The version is authenticated too, lest a later one be passed off as this.
        cipher.updateAAD(new byte[] {VERSION});
        cipher.updateAAD(context);
        return cipher;
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
