package dev.ringback.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final SigningSecret SECRET =
            SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();
    private static final SigningSecret OTHER =
            SigningSecret.parse("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").orElseThrow();
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String EXPECTED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void givesTheSpecificationsOwnExample() {
        Signature signature = new Signature(List.of(SECRET));

        assertThat(signature.header("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY))
                .isEqualTo(EXPECTED);
    }

    @Test
    void canBeUsedAgain() {
        Signature signature = new Signature(List.of(SECRET));
        String other = signature.header("msg_other", 1, new byte[0]);

        assertThat(signature.header("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY))
                .isEqualTo(EXPECTED);
        assertThat(signature.header("msg_other", 1, new byte[0]))
                .isEqualTo(other)
                .isNotEqualTo(EXPECTED);
    }

    @Test
    void signsWithEverySecretDuringARotation() {
        Signature both = new Signature(List.of(OTHER, SECRET));
        Signature alone = new Signature(List.of(OTHER));

        assertThat(both.header("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY))
                .isEqualTo(alone.header("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY) + " " + EXPECTED);
    }
}
