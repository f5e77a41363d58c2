package dev.ringback.domain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.SignatureHeader.Form;
import dev.ringback.domain.SignatureSpec.Scheme;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestSignerTest {
    private static final SigningSecret SECRET = new SigningSecret(new byte[32]);
    private static final SigningSecret FORMER =
            SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

    @Test
    void signsAsGitHubDoes() {
        // The example of GitHub's documentation.
        var header = header("X-Hub-Signature-256", Form.HEX, "sha256=", "It's a Secret to Everybody");

        assertThat(signed(List.of(header), List.of(SECRET), "Hello, World!"))
                .containsExactly(new Header(
                        "X-Hub-Signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                        false));
    }

    @Test
    void signsInBase64() {
        var header = header("X-Signature", Form.BASE64, "", "It's a Secret to Everybody");

        assertThat(signed(List.of(header), List.of(SECRET), "Hello, World!")
                        .get(0)
                        .value())
                .isEqualTo("dXEH6g6yUJ/CESIczphLijdXC211hsIsRvQ3nIsEPhc=");
    }

    @Test
    void signsWithTheTimeAsStripeDoes() {
        var header = header("Stripe-Signature", Form.TIMESTAMPED, "", "ak_live_123456");

        // An example that others have published for this form.
        assertThat(signed(List.of(header), List.of(SECRET), "{\"event\":\"test\"}")
                        .get(0)
                        .value())
                .isEqualTo("t=1554193902,v1=6841e55cb12f2d9d1216c47097c75fd737a22a3a00c8d8f8d3d35fb2b613ce5b");
    }

    @Test
    void theProfilesOwnSecretIsTakenAsTheTextThatWasShown() {
        var own = new SignatureHeader("X-A", Form.HEX, "", Optional.empty());
        var given = header("X-A", Form.HEX, "", SECRET.text());

        assertThat(signed(List.of(own), List.of(SECRET), "body"))
                .isEqualTo(signed(List.of(given), List.of(SECRET), "body"));
    }

    @Test
    void afterARotationBothSignWhereThereIsRoom() {
        var hex = new SignatureHeader("X-A", Form.HEX, "", Optional.empty());
        var timed = new SignatureHeader("X-B", Form.TIMESTAMPED, "", Optional.empty());

        var both = signed(List.of(hex, timed), List.of(SECRET, FORMER), "body");

        var alone = signed(List.of(hex, timed), List.of(SECRET), "body");
        var former = signed(List.of(hex, timed), List.of(FORMER), "body");
        assertThat(both.get(0)).isEqualTo(alone.get(0));
        assertThat(both.get(1).value())
                .isEqualTo(alone.get(1).value() + former.get(1).value().replace("t=1554193902", ""));
    }

    @Test
    void bothSchemesStandInOneHeader() {
        PublicSigner echo = signer("new ");
        PublicSigner old = signer("old ");
        var headers = new ArrayList<Header>();

        new RequestSigner(
                        new SignatureSpec(true, List.of(Scheme.V1A, Scheme.V1), List.of()),
                        new SigningKeys(List.of(SECRET), List.of(echo, old)))
                .sign("cb_1", 7, "body".getBytes(UTF_8), headers);

        assertThat(headers).hasSize(1);
        assertThat(headers.get(0).name()).isEqualTo("webhook-signature");
        assertThat(headers.get(0).value().split(" "))
                .containsExactly(
                        new Signature(List.of(SECRET)).header("cb_1", 7, "body".getBytes(UTF_8)),
                        "v1a," + base64("new cb_1.7.body"),
                        "v1a," + base64("old cb_1.7.body"));
    }

    @Test
    void nothingIsSignedWhenItIsSwitchedOff() {
        var headers = new ArrayList<Header>();

        new RequestSigner(
                        new SignatureSpec(false, List.of(Scheme.V1), List.of(header("X", Form.HEX, "", "k"))),
                        new SigningKeys(List.of(SECRET), List.of()))
                .sign("cb_1", 7, new byte[0], headers);

        assertThat(headers).isEmpty();
    }

    @Test
    void theKeptFormHasThePrivateKeyAndTheShownOneHasNot() {
        var seed = new byte[32];
        seed[0] = 5;
        var secret = SECRET.withSeed(seed);

        var again = SigningSecret.parseKept(secret.kept()).orElseThrow();

        assertThat(again.key()).isEqualTo(SECRET.key());
        assertThat(again.seed()).isEqualTo(seed);
        assertThat(secret.text()).isEqualTo(SECRET.text());
        assertThat(SigningSecret.parse(secret.kept())).isEmpty();
        assertThat(SigningSecret.parseKept(SECRET.kept()).orElseThrow().hasSeed())
                .isFalse();
        assertThat(SigningSecret.parseKept(SECRET.text() + ",whsk_AAAA")).isEmpty();
    }

    private static PublicSigner signer(String word) {
        return new PublicSigner() {
            @Override
            public byte[] sign(byte[] message) {
                return (word + new String(message, UTF_8)).getBytes(UTF_8);
            }

            @Override
            public byte[] publicKey() {
                return new byte[32];
            }
        };
    }

    private static SignatureHeader header(String name, Form form, String prefix, String secret) {
        return new SignatureHeader(name, form, prefix, Optional.of(new SecretText(secret)));
    }

    private static List<Header> signed(List<SignatureHeader> headers, List<SigningSecret> secrets, String body) {
        List<Header> signed = new ArrayList<>();
        new RequestSigner(new SignatureSpec(true, List.of(), headers), new SigningKeys(secrets, List.of()))
                .sign("cb_1", 1554193902, body.getBytes(UTF_8), signed);
        return signed;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
    }
}
