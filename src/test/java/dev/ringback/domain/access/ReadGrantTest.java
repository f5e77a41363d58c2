package dev.ringback.domain.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.SecretText;
import dev.ringback.domain.access.TokenAnswer.NoToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadGrantTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final String KEY = "0123456789abcdef";
    private static final String IV = "fedcba9876543210";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"access_token": "t", "expires_in": 3600}                          | 3600
            {"access_token": "t", "expires_in": "3599"}                        | 3599
            {"access_token": "t", "expires_in": "3599", "expires_on": "1"}     | 3599
            {"access_token": "t", "expires_in": 2.5}                           | 2
            {"access_token": "t", "expires_on": "1795860120"}                  | 120
            {"access_token": "t", "expires_on": 1795860120}                    | 120
            {"access_token": "t", "expires_on": 1795860120000}                 | 120
            {"access_token": "t", "expires_on": "2026-11-28T12:00:00+01:00"}   | 3600
            {"access_token": "t"}                                              | 600
            {"access_token": "t", "expires_in": 0}                             | 1
            {"access_token": "t", "expires_in": -5}                            | 1
            {"access_token": "t", "expires_on": 12}                            | 1
            {"access_token": "t", "expires_in": 999999999999999999}            | 315360000
            """)
    void findsTokenAndTime(String answer, long seconds) {
        Grant grant = (Grant) ReadGrant.from(Token.Answer.STANDARD, 200, answer.getBytes(UTF_8), NOW);

        assertThat(grant.token().value()).isEqualTo("t");
        assertThat(Duration.between(NOW, grant.expiresAt()).toSeconds()).isEqualTo(seconds);
        assertThat(grant.renewAt()).isBefore(grant.expiresAt()).isAfter(NOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"token": "s3cret"}                                 | answered without a text at access_token
            200 | {"access_token": ""}                                | answered without a text at access_token
            200 | {"access_token": null}                              | answered without a text at access_token
            200 | <!doctype html><title>s3cret</title>                | answered with HTML or XML that is not JSON
            200 | s3cret                                              | answered with something that is not JSON
            200 | {"access_token": "s3cret"                           | answered with something that is not JSON
            200 | {"access_token": "s3cret", "expires_in": "soon"}    | whose time at expires_in or expires_on is neither
            200 | {"access_token": "s3c\\nret"}                       | with characters that no header may have
            401 | {"error": "invalid_client", "hint": "s3cret"}       | answered with the status 401 (invalid_client)
            403 | {"error": "s3cret has no rights"}                   | answered with the status 403
            302 | s3cret                                              | answered with the status 302
            """)
    void saysWhatIsWrongWithoutRepeatingIt(int status, String answer, String reason) {
        TokenAnswer read = ReadGrant.from(Token.Answer.STANDARD, status, answer.getBytes(UTF_8), NOW);

        assertThat(read).isInstanceOf(NoToken.class);
        assertThat(((NoToken) read).reason())
                .startsWith("the token server ")
                .contains(reason)
                .doesNotContain("s3cret");
    }

    @Test
    void followsAPathThroughObjectsAndArrays() {
        Token.Answer where =
                new Token.Answer("$.data.tokens[1].value", "data.ttl", "x", Duration.ofMinutes(1), Optional.empty());
        String answer = "{\"data\": {\"tokens\": [{\"value\": \"a\"}, {\"value\": \"b\"}], \"ttl\": 7}}";

        Grant grant = (Grant) ReadGrant.from(where, 200, answer.getBytes(UTF_8), NOW);

        assertThat(grant.token().value()).isEqualTo("b");
        assertThat(grant.expiresAt()).isEqualTo(NOW.plusSeconds(7));
    }

    @Test
    void aPathThatIsNoneIsFound() {
        assertThat(JsonPath.parse("access_token")).isPresent();
        assertThat(JsonPath.parse("$.a[0][1].b-c")).isPresent();
        assertThat(JsonPath.parse("")).isEmpty();
        assertThat(JsonPath.parse("a..b")).isEmpty();
        assertThat(JsonPath.parse("a[x]")).isEmpty();
        assertThat(JsonPath.parse("a b")).isEmpty();
    }

    @Test
    void opensAnEncryptedToken() throws Exception {
        Cipher cfb = Cipher.getInstance("AES/CFB/NoPadding");
        cfb.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(KEY.getBytes(UTF_8), "AES"),
                new IvParameterSpec(IV.getBytes(UTF_8)));
        String sealed =
                Base64.getUrlEncoder().withoutPadding().encodeToString(cfb.doFinal("the token".getBytes(UTF_8)));

        assertThat(opened("AES-128-CFB", Optional.of(IV), sealed)).isEqualTo("the token");
    }

    @Test
    void opensATokenWhoseNonceStandsBeforeIt() throws Exception {
        byte[] nonce = "nonce-of-12b".getBytes(UTF_8);
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY.getBytes(UTF_8), "AES"), new GCMParameterSpec(128, nonce));
        byte[] body = gcm.doFinal("the token".getBytes(UTF_8));
        byte[] all = new byte[nonce.length + body.length];
        System.arraycopy(nonce, 0, all, 0, nonce.length);
        System.arraycopy(body, 0, all, nonce.length, body.length);

        assertThat(opened("AES-128-GCM", Optional.empty(), Base64.getEncoder().encodeToString(all)))
                .isEqualTo("the token");
        assertThat(opened("AES-128-GCM", Optional.empty(), Base64.getEncoder().encodeToString(body)))
                .contains("cannot be decrypted");
    }

    private static String opened(String algorithm, Optional<String> iv, String sealed) {
        Token.Encrypted how = new Token.Encrypted(algorithm, new SecretText(KEY), iv.map(SecretText::new));
        Token.Answer where =
                new Token.Answer("access_token", "expires_in", "expires_on", Duration.ofMinutes(1), Optional.of(how));
        TokenAnswer read = ReadGrant.from(where, 200, ("{\"access_token\": \"" + sealed + "\"}").getBytes(UTF_8), NOW);
        return read instanceof Grant grant ? grant.token().value() : ((NoToken) read).reason();
    }
}
