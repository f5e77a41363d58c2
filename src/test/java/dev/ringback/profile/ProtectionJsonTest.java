package dev.ringback.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Encryption;
import dev.ringback.domain.SecretText;
import dev.ringback.domain.cipher.AesAlgorithm;
import dev.ringback.domain.cipher.IvChoice;
import dev.ringback.http.FieldError;
import io.vertx.core.json.JsonObject;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fields {@code encryption} and {@code signature} of a profile: read, shown, kept, and refused with words. */
class ProtectionJsonTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String IV = "fedcba9876543210";

    @Test
    void whatIsNotSaidIsChosenByTheAlgorithm() {
        assertThat(encryption("{'enabled':true,'algorithm':'AES-256-GCM','key':'" + KEY + "'}"))
                .isEqualTo(new Encryption.OfValues(
                        AesAlgorithm.AES_256_GCM, IvChoice.RANDOM, new SecretText(KEY), Optional.empty(), List.of()));
        assertThat(encryption("{'enabled':true,'algorithm':'AES-128-CFB','key':'" + IV + "','iv':'" + IV
                        + "','variables':['<id>']}"))
                .isEqualTo(new Encryption.OfValues(
                        AesAlgorithm.AES_128_CFB,
                        IvChoice.COMPATIBLE,
                        new SecretText(IV),
                        Optional.of(new SecretText(IV)),
                        List.of("<id>")));
        assertThat(encryption("{'enabled':false}")).isEqualTo(new Encryption.Off());
        assertThat(encryption("{'enabled':false,'algorithm':'AES-256-GCM','key':'x'}"))
                .isEqualTo(new Encryption.Off());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'enabled':true} | /encryption/algorithm | algorithm is required.",
                "{'enabled':true,'algorithm':'AES-256-CBC'} | /encryption/algorithm | Did you mean \"AES-256-CFB\"?",
                "{'algorithm':'AES-256-GCM','key':'K'} | /encryption/enabled | enabled is required beside the other fields.",
                "{'enabled':true,'algorithm':'AES-256-GCM'} | /encryption/key | key is required.",
                "{'enabled':true,'algorithm':'AES-256-GCM','key':'short'} | /encryption/key | key must have 32 bytes for AES-256-GCM, and has 5;",
                "{'enabled':true,'algorithm':'AES-192-CFB','key':'äääääääääääääääääääääääää','iv':'0123456789abcdef'} | /encryption/key | must have 24 bytes for AES-192-CFB, and has 50;",
                "{'enabled':true,'algorithm':'AES-128-CFB','key':'0123456789abcdef'} | /encryption/iv | iv is required.",
                "{'enabled':true,'algorithm':'AES-128-CFB','key':'0123456789abcdef','iv':'x'} | /encryption/iv | iv must have 16 bytes for AES-128-CFB, and has 1;",
                "{'enabled':true,'algorithm':'AES-128-GCM','mode':'compatible','key':'0123456789abcdef','iv':'x'} | /encryption/iv | must have 12 or 16 bytes",
                "{'enabled':true,'algorithm':'AES-128-GCM','key':'0123456789abcdef','iv':'0123456789ab'} | /encryption/iv | iv is not used in the mode random",
                "{'enabled':true,'algorithm':'RSA-OAEP-256'} | /encryption/public_key | public_key is required.",
                "{'enabled':true,'algorithm':'RSA-OAEP-256','public_key':'x','key':'y'} | /encryption/key | key is no field of RSA-OAEP-256;",
                "{'enabled':true,'algorithm':'AES-128-GCM','key':'••••'} | /encryption/key | is a mask, but no secret is stored here",
            })
    void whatIsWrongIsToldWithItsField(String encryption, String pointer, String detail) {
        List<FieldError> faults = faults("encryption", encryption);

        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).pointer()).isEqualTo(pointer);
        assertThat(faults.get(0).detail()).contains(detail).doesNotContain("short");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'schemes':['v2']} | /signature/schemes/0",
                "{'schemes':['v1','v1']} | /signature/schemes/1",
                "{'schemes':[]} | /signature/schemes",
                "{'headers':[{'name':'X','type':'md5'}]} | /signature/headers/0/type",
                "{'headers':[{'name':'X','type':'timestamped','prefix':'a'}]} | /signature/headers/0/prefix",
                "{'headers':[{'name':'X','type':'hex','prefix':'\\n'}]} | /signature/headers/0/prefix",
                "{'headers':[{'type':'hex'}]} | /signature/headers/0/name",
            })
    void aSignatureThatCannotBeIsToldWithItsField(String signature, String pointer) {
        assertThat(faults("signature", signature).stream().map(FieldError::pointer))
                .containsExactly(pointer);
    }

    @Test
    void secretsAreMaskedAndKept() {
        JsonObject sent = ProfileJsonTest.sound()
                .put(
                        "encryption",
                        json("{'enabled':true,'algorithm':'AES-256-CFB','key':'" + KEY + "','iv':'" + IV + "'}"))
                .put("signature", json("{'headers':[{'name':'X-A','type':'hex','secret':'s3cret'}]}"));
        KeptProfile kept = ProfileJsonTest.kept(sent);
        JsonObject shown = ProfileJson.show(kept);

        Draft again = ProfileJson.patched(kept, shown);
        Draft off = ProfileJson.patched(kept, json("{'encryption':{'enabled':false}}"));

        assertThat(shown.encode()).doesNotContain(KEY).doesNotContain(IV).doesNotContain("s3cret");
        assertThat(shown.getJsonObject("encryption"))
                .isEqualTo(
                        json("{'enabled':true,'algorithm':'AES-256-CFB','mode':'compatible','key':'••••','iv':'••••',"
                                + "'variables':[]}"));
        assertThat(again.faults()).isEmpty();
        assertThat(again.spec()).isEqualTo(kept.profile().spec());
        assertThat(off.faults()).isEmpty();
        assertThat(off.spec().protection().encryption()).isEqualTo(new Encryption.Off());
    }

    @Test
    void aPublicKeyMayBeATextOrAnObject() {
        String jwk = "{'kty':'RSA','n':'AQAB','e':'AQAB'}";
        KeptProfile kept = ProfileJsonTest.kept(ProfileJsonTest.sound()
                .put("encryption", json("{'enabled':true,'algorithm':'RSA-OAEP-256','public_key':" + jwk + "}")));

        JsonObject shown = ProfileJson.show(kept);

        assertThat(shown.getJsonObject("encryption").getJsonObject("public_key"))
                .isEqualTo(json(jwk));
        assertThat(ProfileJson.patched(kept, shown).spec())
                .isEqualTo(kept.profile().spec());
    }

    @Test
    void aProfileThatCouldNotEncryptIsRefused() throws NoSuchAlgorithmException {
        String pem = "-----BEGIN PUBLIC KEY-----\\n"
                + Base64.getEncoder()
                        .encodeToString(KeyPairGenerator.getInstance("RSA")
                                .generateKeyPair()
                                .getPublic()
                                .getEncoded())
                + "\\n-----END PUBLIC KEY-----";
        JsonObject jwe = json("{'enabled':true,'algorithm':'RSA-OAEP-256','public_key':'" + pem + "'}");
        JsonObject post = ProfileJsonTest.sound().put("encryption", jwe);

        assertThat(checked(post)).isEmpty();
        assertThat(checked(post.copy().put("method", "GET")))
                .containsExactly(
                        "/encryption/algorithm RSA-OAEP-256 encrypts the body, and GET has none; take one of the AES"
                                + " algorithms, or POST.");
        assertThat(checked(ProfileJsonTest.sound().put("encryption", jwe.copy().put("public_key", "x"))))
                .singleElement()
                .asString()
                .startsWith("/encryption/public_key public_key must be a public key in PEM");
        assertThat(warned(post.copy().put("url", "https://example.com/?a=<id>&b=<event>")))
                .containsExactly("/url <id> at character 24 is sent unencrypted: only the body is encrypted");
        assertThat(warned(ProfileJsonTest.sound()
                        .put(
                                "encryption",
                                json("{'enabled':true,'algorithm':'AES-128-GCM','mode':'compatible','key':'" + IV
                                        + "','iv':'" + IV + "'}"))))
                .singleElement()
                .asString()
                .startsWith("/encryption/mode GCM with the same IV");
    }

    @Test
    void aSignaturesHeaderMustNotBeThereAlready() {
        JsonObject sent = ProfileJsonTest.sound()
                .put("headers", new io.vertx.core.json.JsonArray().add(json("{'name':'X-A','value':'1'}")))
                .put("signature", json("{'headers':[{'name':'x-a','type':'hex'},{'name':'Host','type':'hex'}]}"));

        assertThat(checked(sent))
                .containsExactly(
                        "/signature/headers/0/name The header x-a is given twice in this profile.",
                        "/signature/headers/1/name this header is set by Ringback.");
    }

    @Test
    void aSignatureDoesNotGoWhereTheCredentialsGo() {
        JsonObject sent = ProfileJsonTest.sound()
                .put("auth", json("{'type':'basic','user':'u','password':'p'}"))
                .put("signature", json("{'headers':[{'name':'authorization','type':'hex'}]}"));

        assertThat(new CheckAccess(url -> Optional.empty(), false)
                        .faults(ProfileJsonTest.kept(sent).profile().spec()))
                .extracting(FieldError::pointer)
                .containsExactly("/signature/headers/0/name");
    }

    private static List<String> checked(JsonObject sent) {
        return CheckProtection.faults(ProfileJsonTest.kept(sent).profile().spec()).stream()
                .map(fault -> fault.pointer() + " " + fault.detail())
                .toList();
    }

    private static List<String> warned(JsonObject sent) {
        return CheckProtection.warnings(ProfileJsonTest.kept(sent).profile().spec()).stream()
                .map(fault -> fault.pointer() + " " + fault.detail())
                .toList();
    }

    private static Encryption encryption(String json) {
        return ProfileJsonTest.kept(ProfileJsonTest.sound().put("encryption", json(json)))
                .profile()
                .spec()
                .protection()
                .encryption();
    }

    private static List<FieldError> faults(String field, String json) {
        return new ArrayList<>(ProfileJson.draft(ProfileJsonTest.sound().put(field, json(json)))
                .faults());
    }

    private static JsonObject json(String text) {
        return new JsonObject(text.replace('\'', '"'));
    }
}
