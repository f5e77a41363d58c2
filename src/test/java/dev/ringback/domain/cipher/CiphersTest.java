package dev.ringback.domain.cipher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CiphersTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String IV = "fedcba9876543210";
    private static final String TEXT = "Grüße, 2 × 5 € – a value longer than one block of AES";

    private final Ciphers ciphers = new Ciphers(new SplittableRandom(7));

    /** What {@code openssl enc -aes-N-cfb -K … -iv … -a -A} prints for the text "an SMS of 27 characters, ok". */
    @ParameterizedTest
    @CsvSource({
        "AES_128_CFB, aiX2IrsjX2beGPHh6n8CXHyQ4ryyP21qQafL",
        "AES_192_CFB, mylvNYRIzcMjT3rWRJZIte0tJ4f2YgoXttYI",
        "AES_256_CFB, vzZbDIGjbtsUBNStGuPffZ5BcRUJur3v7NmO",
    })
    void cfbAgreesWithOpenSsl(AesAlgorithm algorithm, String expected) {
        var key = ValueKey.of(algorithm, KEY.substring(0, algorithm.keyBytes()), Optional.of(IV));

        var first = ciphers.encrypt("an SMS of 27 characters, ok".getBytes(UTF_8), key);
        var again = ciphers.encrypt("an SMS of 27 characters, ok".getBytes(UTF_8), key);

        assertThat(new String(first, US_ASCII)).isEqualTo(expected);
        assertThat(again).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(AesAlgorithm.class)
    void aFixedIvGivesTheSameEachTimeAndCanBeDecrypted(AesAlgorithm algorithm) throws Exception {
        for (int ivBytes : algorithm.ivBytes()) {
            var iv = IV.substring(0, ivBytes);
            var key = ValueKey.of(algorithm, KEY.substring(0, algorithm.keyBytes()), Optional.of(iv));

            var first = ciphers.encrypt(TEXT.getBytes(UTF_8), key);
            var other = ciphers.encrypt("other".getBytes(UTF_8), key);
            var again = ciphers.encrypt(TEXT.getBytes(UTF_8), key);

            assertThat(again).isEqualTo(first);
            assertThat(decrypted(
                            algorithm, iv.getBytes(UTF_8), Base64.getDecoder().decode(first)))
                    .isEqualTo(TEXT);
            assertThat(decrypted(
                            algorithm, iv.getBytes(UTF_8), Base64.getDecoder().decode(other)))
                    .isEqualTo("other");
        }
    }

    @ParameterizedTest
    @EnumSource(AesAlgorithm.class)
    void aNonceStandsBeforeEachValueAndIsNeverTheSame(AesAlgorithm algorithm) throws Exception {
        var key = ValueKey.of(algorithm, KEY.substring(0, algorithm.keyBytes()), Optional.empty());

        // More than one helping of chance.
        var values = Stream.generate(() -> ciphers.encrypt(TEXT.getBytes(UTF_8), key))
                .limit(1000)
                .map(Base64.getDecoder()::decode)
                .toList();

        int nonce = algorithm.nonceBytes();
        assertThat(values.stream().map(value -> HexFormat.of().formatHex(value, 0, nonce)))
                .doesNotHaveDuplicates();
        for (byte[] value : values) {
            assertThat(decrypted(
                            algorithm, Arrays.copyOf(value, nonce), Arrays.copyOfRange(value, nonce, value.length)))
                    .isEqualTo(TEXT);
        }
    }

    @Test
    void gcmGivesTheExampleOfThoseWhoDefinedIt() {
        // Their test case 14.
        var key = ValueKey.of(AesAlgorithm.AES_256_GCM, "\0".repeat(32), Optional.of("\0".repeat(12)));

        var value = Base64.getDecoder().decode(ciphers.encrypt(new byte[16], key));

        assertThat(HexFormat.of().formatHex(value))
                .isEqualTo("cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919");
    }

    private static String decrypted(AesAlgorithm algorithm, byte[] iv, byte[] value) throws Exception {
        var cipher = Cipher.getInstance(algorithm.isGcm() ? "AES/GCM/NoPadding" : "AES/CFB/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(KEY.substring(0, algorithm.keyBytes()).getBytes(UTF_8), "AES"),
                algorithm.isGcm() ? new GCMParameterSpec(128, iv) : new IvParameterSpec(iv));
        return new String(cipher.doFinal(value), UTF_8);
    }
}
