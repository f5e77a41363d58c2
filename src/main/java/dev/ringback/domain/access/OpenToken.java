package dev.ringback.domain.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.cipher.AesAlgorithm;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Decrypts the token of a server that encrypts it, the way values of callbacks are encrypted. */
final class OpenToken {
    private static final int TAG_BITS = 128;

    private OpenToken() {}

    /** {@code sealed} is base64, of either alphabet. Empty when it does not open. */
    static Optional<String> open(Token.Encrypted how, String sealed) {
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(padded(sealed.replace('-', '+').replace('_', '/')));
            AesAlgorithm algorithm = AesAlgorithm.of(how.algorithm()).orElseThrow();
            boolean gcm = algorithm.isGcm();
            int head = how.iv().isPresent() ? 0 : gcm ? 12 : 16;
            byte[] iv = how.iv().map(text -> text.value().getBytes(UTF_8)).orElse(Arrays.copyOf(bytes, head));
            Cipher cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "AES/CFB/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(how.key().value().getBytes(UTF_8), "AES"),
                    gcm ? new GCMParameterSpec(TAG_BITS, iv) : new IvParameterSpec(iv));
            return Optional.of(new String(cipher.doFinal(bytes, head, bytes.length - head), UTF_8).strip());
        } catch (GeneralSecurityException | RuntimeException doesNotOpen) {
            return Optional.empty();
        }
    }

    private static String padded(String base64) {
        String bare = base64.replaceAll("[\\s=]", "");
        return bare + "=".repeat((4 - bare.length() % 4) % 4);
    }
}
