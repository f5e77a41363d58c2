package dev.ringback.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringback.support.Eventually;
import dev.ringback.support.NodeProcess;
import dev.ringback.support.Receiver;
import dev.ringback.support.Snippets;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs the pieces of code in {@code docs/receiving.md}, in the languages that are at hand, against callbacks that a node sends. What they
 * use is others' code: the libraries of Standard Webhooks, OpenSSL, and JOSE libraries that are not ours.
 */
class ReceivingGuideIT {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String IV = "fedcba9876543210";
    private static final String MESSAGE = "Grüße! Your code is 4711 & it's valid for 10 minutes.";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Snippets SNIPPETS = new Snippets(
            Path.of("docs", "receiving.md"), Path.of("target", "receiving").toAbsolutePath());

    private static final Vertx VERTX = Vertx.vertx();
    private static final Map<String, Receiver.Request> REQUESTS = new HashMap<>();
    private static KeyPair receiver;
    private static String secret;
    private static JsonObject signing;
    private static String keys;

    @BeforeAll
    static void sendOneOfEachKind() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        receiver = generator.generateKeyPair();
        try (NodeProcess node = NodeProcess.named("receiving").start();
                Receiver server = Receiver.start(VERTX)) {
            String url = "http://127.0.0.1:" + server.port() + "/";
            signing = send(node, url + "signed", json("{'signature':{'schemes':['v1','v1a']}}"));
            secret = signing.getString("secret");
            send(node, url + "cfb", encrypted(aes("AES-256-CFB").put("iv", IV)));
            send(node, url + "gcm", encrypted(aes("AES-256-GCM")));
            send(
                    node,
                    url + "jwe",
                    encrypted(json("{'enabled':true,'algorithm':'RSA-OAEP-256'}")
                            .put(
                                    "public_key",
                                    pem("PUBLIC", receiver.getPublic().getEncoded()))));
            Eventually.within(LIMIT, "all have arrived", () -> server.requests().size() == 4);
            server.requests().forEach(each -> REQUESTS.put(each.target().substring(1), each));
            keys = node.api()
                    .send("GET", "/.well-known/jwks.json?profile_id=" + signing.getString("id"), "", "none")
                    .body();
        }
        SNIPPETS.file(
                "headers.json",
                new JsonObject(new HashMap<String, Object>(request("signed").headers())).encode());
        SNIPPETS.file("body", request("signed").text());
        SNIPPETS.file("private.pem", pem("PRIVATE", receiver.getPrivate().getEncoded()));
        SNIPPETS.file("jwe", request("jwe").text());
        SNIPPETS.file("keys.json", keys);
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void theLibraryForJavaAcceptsSignaturesAndRefusesAlteredOnes() throws Exception {
        Map<String, List<String>> headers = new HashMap<>();
        request("signed").headers().forEach((name, value) -> headers.put(name, List.of(value)));
        String body = request("signed").text();

        Object accepted = SNIPPETS.call("Verify.java", "verify", secret, headers, body);

        assertThat(accepted).isEqualTo("null");
        assertThatThrownBy(() -> SNIPPETS.call("Verify.java", "verify", secret, headers, body + " "))
                .hasRootCauseInstanceOf(com.standardwebhooks.exceptions.WebhookVerificationException.class);
        headers.put("webhook-id", List.of("cb_other"));
        assertThatThrownBy(() -> SNIPPETS.call("Verify.java", "verify", secret, headers, body))
                .hasRootCauseInstanceOf(com.standardwebhooks.exceptions.WebhookVerificationException.class);
    }

    @Test
    void theLibraryForNodeAcceptsSignaturesAndRefusesAlteredOnes() {
        node();
        SNIPPETS.write("verify.mjs", """

                import fs from "node:fs";
                const headers = JSON.parse(fs.readFileSync("headers.json"));
                for (const more of ["", " "]) {
                  try {
                    verify(process.env.SECRET, headers, fs.readFileSync("body", "utf8") + more);
                    console.log("genuine");
                  } catch (wrong) {
                    console.log(wrong.name + ": " + wrong.message);
                  }
                }
                """);

        assertThat(SNIPPETS.run(Map.of("SECRET", secret), "node", "verify.mjs").lines())
                .containsExactly("genuine", "WebhookVerificationError: No matching signature found");
    }

    @Test
    void nodeChecksWithThePublicKeyAlone() {
        node();
        SNIPPETS.write("verify-public.mjs", """

                import fs from "node:fs";
                const headers = JSON.parse(fs.readFileSync("headers.json"));
                const { keys } = JSON.parse(fs.readFileSync("keys.json"));
                console.log(verify(keys, headers, fs.readFileSync("body")));
                console.log(verify(keys, headers, Buffer.concat([fs.readFileSync("body"), Buffer.from(" ")])));
                """);

        assertThat(SNIPPETS.run(Map.of(), "node", "verify-public.mjs").lines()).containsExactly("true", "false");
    }

    @Test
    void nodeDecrypts() {
        node();
        SNIPPETS.write("decrypt.mjs", """

                const env = process.env;
                console.log(decryptGcm(env.KEY, env.GCM));
                console.log(decryptCfb(env.KEY, env.IV, env.CFB));
                """);
        SNIPPETS.write("open.mjs", """

                import fs from "node:fs";
                const { type, text } = await open(fs.readFileSync("private.pem", "utf8"), fs.readFileSync("jwe", "utf8"));
                console.log(type);
                console.log(JSON.parse(text).text);
                """);

        assertThat(SNIPPETS.run(
                                Map.of("KEY", KEY, "IV", IV, "GCM", value("gcm"), "CFB", value("cfb")),
                                "node",
                                "decrypt.mjs")
                        .lines())
                .containsExactly(MESSAGE, MESSAGE);
        assertThat(SNIPPETS.run(Map.of(), "node", "open.mjs").lines()).containsExactly("application/json", MESSAGE);
    }

    @Test
    void pythonChecksWithItsStandardLibrary() {
        assumeTrue(Snippets.isThere("python3"), "there is no Python here");
        SNIPPETS.write("verify.py", """

                import json
                headers = json.load(open("headers.json"))
                body = open("body", "rb").read()
                print(verify(SECRET, headers, body), verify(SECRET, headers, body + b" "))
                """.replace("SECRET", '"' + secret + '"'));

        assertThat(SNIPPETS.run(Map.of(), "python3", "verify.py")).isEqualTo("True False");
    }

    @Test
    void pythonChecksWithThePublicKeyAndDecrypts() {
        assumeTrue(Snippets.isThere("python3"), "there is no Python here");
        assumeTrue(hasPip(), "there is no pip here");
        SNIPPETS.run(
                Map.of(),
                "python3",
                "-m",
                "pip",
                "install",
                "-q",
                "--target",
                "python",
                "--upgrade",
                "cryptography",
                "joserfc");
        Map<String, String> packages = Map.of("PYTHONPATH", "python", "PYTHONIOENCODING", "utf-8");
        SNIPPETS.write("verify_public.py", """

                import json
                headers = json.load(open("headers.json"))
                body = open("body", "rb").read()
                print(verify("PUBLIC", headers, body), verify("PUBLIC", headers, body + b" "))
                """.replace("PUBLIC", signing.getString("public_key")));
        SNIPPETS.write("decrypt.py", "\nprint(decrypt_gcm(\"" + KEY + "\", \"" + value("gcm") + "\"))\n");
        SNIPPETS.write("open_jwe.py", """

                import json
                cty, text = open_jwe(open("private.pem").read(), open("jwe").read())
                print(cty, json.loads(text)["text"])
                """);

        assertThat(SNIPPETS.run(packages, "python3", "verify_public.py")).isEqualTo("True False");
        assertThat(SNIPPETS.run(packages, "python3", "decrypt.py")).isEqualTo(MESSAGE);
        assertThat(SNIPPETS.run(packages, "python3", "open_jwe.py")).isEqualTo("application/json " + MESSAGE);
    }

    @Test
    void opensslChecksAndDecrypts() {
        assumeTrue(Snippets.isThere("openssl"), "there is no OpenSSL here");
        SNIPPETS.write("verify.sh", "");
        SNIPPETS.write("decrypt.sh", "");
        Map<String, String> headers = Map.of(
                "SECRET", secret,
                "WEBHOOK_ID", request("signed").header("webhook-id"),
                "WEBHOOK_TIMESTAMP", request("signed").header("webhook-timestamp"),
                "WEBHOOK_SIGNATURE", request("signed").header("webhook-signature"));
        Map<String, String> altered = new HashMap<>(headers);
        altered.put("WEBHOOK_TIMESTAMP", "1");

        assertThat(SNIPPETS.run(headers, "sh", "verify.sh")).isEqualTo("genuine");
        assertThat(SNIPPETS.run(altered, "sh", "verify.sh")).isEqualTo("forged");
        assertThat(SNIPPETS.run(Map.of("KEY", KEY, "IV", IV, "VALUE", value("cfb")), "sh", "decrypt.sh"))
                .isEqualTo(MESSAGE);
    }

    @Test
    void javaDecrypts() throws Exception {
        assertThat(SNIPPETS.call("Decrypt.java", "gcm", KEY, value("gcm"))).isEqualTo(MESSAGE);
        assertThat(SNIPPETS.call("Decrypt.java", "cfb", KEY, IV, value("cfb"))).isEqualTo(MESSAGE);
        assertThat(request("jwe").header("content-type")).isEqualTo("application/jose");
        assertThat(SNIPPETS.call(
                        "Open.java",
                        "open",
                        receiver.getPrivate(),
                        request("jwe").text()))
                .isEqualTo("{\"text\":\"" + MESSAGE + "\"}");
    }

    /** Where it is at hand; what the pieces import is fetched as their readers do. */
    private static void node() {
        assumeTrue(Snippets.isThere("node") && Snippets.isThere("npm"), "there is no Node here");
        SNIPPETS.run(
                Map.of(), "npm", "install", "--no-audit", "--no-fund", "--prefix", ".", "standardwebhooks@1", "jose@6");
    }

    private static boolean hasPip() {
        try {
            return Optional.of(SNIPPETS.run(Map.of(), "python3", "-m", "pip", "--version"))
                    .isPresent();
        } catch (AssertionError none) {
            return false;
        }
    }

    /** Makes a profile and delivers a callback of it. */
    private static JsonObject send(NodeProcess node, String url, JsonObject fields) {
        JsonObject profile = node.api().createProfile(url, fields);
        String id = node.api().submit(profile.getString("id"), new JsonObject().put("message", MESSAGE));
        assertThat(node.api().waitUntilFinal(id, LIMIT).getString("state")).isEqualTo("delivered");
        return profile;
    }

    private static JsonObject encrypted(JsonObject encryption) {
        JsonObject body = new JsonObject().put("type", "json").put("template", "{\"text\":\"<message>\"}");
        return new JsonObject().put("body", body).put("encryption", encryption);
    }

    private static JsonObject json(String text) {
        return new JsonObject(text.replace("'", "\""));
    }

    private static Receiver.Request request(String path) {
        return REQUESTS.get(path);
    }

    private static String value(String path) {
        String text = new JsonObject(request(path).text()).getString("text");
        assertThat(Base64.getDecoder().decode(text)).isNotEqualTo(MESSAGE.getBytes(UTF_8));
        return text;
    }

    private static JsonObject aes(String algorithm) {
        return new JsonObject().put("enabled", true).put("algorithm", algorithm).put("key", KEY);
    }

    private static String pem(String kind, byte[] key) {
        return "-----BEGIN " + kind + " KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END " + kind
                + " KEY-----\n";
    }
}
