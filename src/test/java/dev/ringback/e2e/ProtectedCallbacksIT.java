package dev.ringback.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringback.support.Api;
import dev.ringback.support.NodeProcess;
import dev.ringback.support.Receiver;
import dev.ringback.support.Snippets;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Encrypted and signed callbacks of a real node, looked at by what a receiver has: OpenSSL, and the JDK's Ed25519. */
class ProtectedCallbacksIT {
    private static final String KEY = "0123456789abcdef01234567";
    private static final String IV = "fedcba9876543210";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Vertx VERTX = Vertx.vertx();
    private static final Snippets FILES = new Snippets(
            Path.of("docs", "receiving.md"), Path.of("target", "protected").toAbsolutePath());

    private static NodeProcess node;
    private static Receiver receiver;

    @BeforeAll
    static void start() {
        node = NodeProcess.named("protected").start();
        receiver = Receiver.start(VERTX);
    }

    @AfterAll
    static void stop() {
        node.close();
        receiver.close();
        VERTX.close();
    }

    @Test
    void opensslDecryptsPathQueryHeaderAndStandardBody() {
        assumeTrue(Snippets.isThere("openssl"), "there is no OpenSSL here");
        Receiver.Request request = deliver(
                new JsonObject("""
                        {"url": "http://127.0.0.1:PORT/<id>?a=<id>", "query": [{"name": "b", "value": "<text>"}],
                         "headers": [{"name": "X-Id", "value": "<id>"}],
                         "encryption": {"enabled": true, "algorithm": "AES-192-CFB", "key": "KEY", "iv": "IV"}}
                        """.replace("KEY", KEY).replace("IV", IV).replace("PORT", "" + receiver.port())),
                new JsonObject().put("id", "id 1/2?3").put("text", "Grüße").put("n", 5));

        String target = URLDecoder.decode(request.target(), UTF_8);
        JsonObject data = new JsonObject(request.text()).getJsonObject("data");
        assertThat(openssl(target.substring(1, target.indexOf("?a=")))).isEqualTo("id 1/2?3");
        assertThat(openssl(target.substring(target.indexOf("?a=") + 3, target.indexOf("&b="))))
                .isEqualTo("id 1/2?3");
        assertThat(openssl(target.substring(target.indexOf("&b=") + 3))).isEqualTo("Grüße");
        assertThat(openssl(request.header("x-id"))).isEqualTo("id 1/2?3");
        assertThat(openssl(data.getString("text"))).isEqualTo("Grüße");
        assertThat(openssl(data.getString("n"))).isEqualTo("5");
    }

    @Test
    void afterARotationBothKeysSignAndAreTold() throws Exception {
        JsonObject profile = create(new JsonObject("{\"signature\":{\"schemes\":[\"v1a\"]}}"));
        Api api = node.api();
        String one = "/v1/callback-profiles/" + profile.getString("id");
        List<String> before = keys(profile);

        JsonObject rotated =
                new JsonObject(api.send("POST", one + "/rotate-secret", "").body());
        Receiver.Request request = deliver(profile, new JsonObject());

        List<String> after = keys(profile);
        assertThat(before).containsExactly(raw(profile.getString("public_key")));
        assertThat(after).containsExactly(raw(rotated.getString("public_key")), before.get(0));
        String[] signatures = request.header("webhook-signature").split(" ");
        assertThat(signatures).hasSize(2);
        assertThat(isSigned(request, signatures[0], rotated.getString("public_key")))
                .isTrue();
        assertThat(isSigned(request, signatures[1], profile.getString("public_key")))
                .isTrue();
        assertThat(isSigned(request, signatures[0], profile.getString("public_key")))
                .isFalse();
        assertThat(api.send("GET", "/.well-known/jwks.json", "", "none").body()).contains(after.get(0), after.get(1));
        assertThat(api.send("GET", "/.well-known/jwks.json?profile_id=x", "", "none")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.send("GET", "/.well-known/jwks.json?profile_id=cbp_" + "0".repeat(26), "", "none")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theTestOfAProfileShowsSignaturesAndEncryptedValuesAsTheyAreSent() {
        JsonObject tested = new JsonObject("""
                {"title": "Tested", "method": "POST", "data": {"a": "clear text"},
                 "signature": {"schemes": ["v1", "v1a"],
                               "headers": [{"name": "X-Hub-Signature-256", "type": "hex", "prefix": "sha256=", "secret": "s3cret-of-old"}]},
                 "encryption": {"enabled": true, "algorithm": "AES-128-GCM", "key": "0123456789abcdef"}}
                """).put("url", "http://127.0.0.1:" + receiver.port() + "/tested");

        String answer = node.api()
                .send("POST", "/v1/callback-profiles/test", tested.encode())
                .body();

        Receiver.Request request = arrived("/tested");
        JsonObject shown = new JsonObject(answer).getJsonObject("request");
        assertThat(shown.getString("body")).isEqualTo(request.text()).doesNotContain("clear text");
        for (String name : List.of("webhook-signature", "X-Hub-Signature-256")) {
            assertThat(shown.getJsonArray("headers").stream()
                            .map(JsonObject.class::cast)
                            .filter(header -> header.getString("name").equals(name))
                            .map(header -> header.getString("value")))
                    .containsExactly(request.header(name));
        }
        assertThat(request.header("x-hub-signature-256")).matches("sha256=[0-9a-f]{64}");
        assertThat(answer).doesNotContain("s3cret-of-old");
    }

    private static JsonObject create(JsonObject fields) {
        return node.api().createProfile("http://127.0.0.1:" + receiver.port() + "/", fields);
    }

    /** A callback of a profile, which is made when it is not there yet, as it arrives. */
    private static Receiver.Request deliver(JsonObject profile, JsonObject data) {
        String id = profile.getString("id") == null ? create(profile).getString("id") : profile.getString("id");
        String callback = node.api().submit(id, data);
        assertThat(node.api().waitUntilFinal(callback, LIMIT).getString("state"))
                .isEqualTo("delivered");
        return receiver.requests().stream()
                .filter(each -> each.header("webhook-id").equals(callback))
                .findFirst()
                .orElseThrow();
    }

    private static Receiver.Request arrived(String target) {
        return receiver.requests().stream()
                .filter(each -> each.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private static String openssl(String value) {
        FILES.file("value", value);
        return FILES.run(
                Map.of(),
                "openssl",
                "enc",
                "-d",
                "-aes-192-cfb",
                "-K",
                hex(KEY),
                "-iv",
                hex(IV),
                "-a",
                "-A",
                "-in",
                "value");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(US_ASCII));
    }

    /** As base64url, the newest first. */
    private static List<String> keys(JsonObject profile) {
        String path = "/.well-known/jwks.json?profile_id=" + profile.getString("id");
        return new JsonObject(node.api().send("GET", path, "", "none").body())
                .getJsonArray("keys").stream()
                        .map(JsonObject.class::cast)
                        .map(key -> key.getString("x"))
                        .toList();
    }

    private static String raw(String publicKey) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Base64.getDecoder().decode(publicKey.substring("whpk_".length())));
    }

    private static boolean isSigned(Receiver.Request request, String signature, String publicKey) throws Exception {
        byte[] key = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] encoded = HexFormat.of()
                .parseHex(Stream.of(prefix, key).map(HexFormat.of()::formatHex).reduce("", String::concat));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(
                (request.header("webhook-id") + "." + request.header("webhook-timestamp") + ".").getBytes(US_ASCII));
        verifier.update(request.body());
        return verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
    }
}
