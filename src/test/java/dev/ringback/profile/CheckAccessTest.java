package dev.ringback.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringback.config.Settings;
import dev.ringback.domain.AddressGuard;
import dev.ringback.domain.access.Tls;
import dev.ringback.http.FieldError;
import dev.ringback.http.ProblemException;
import dev.ringback.support.Certificates;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of authentication and TLS when a profile is saved. */
class CheckAccessTest {
    @TempDir
    static Path folder;

    private static Certificates certificates;

    private final CheckProfile check = check(Settings.Reach.PUBLIC);

    @BeforeAll
    static void make() {
        certificates =
                Certificates.in(folder).signed("ours", "a.example.test", 30).expired("old", "a.example.test");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "url": "http://10.0.0.1/t"                                         | /auth/url
            "url": "https://metadata.google.internal/t"                        | /auth/url
            "url": "https://a.example/<id>"                                    | /auth/url
            "url": "ftp://a.example/"                                          | /auth/url
            "token_path": "a..b"                                               | /auth/token_path
            "expires_in_path": "x y"                                           | /auth/expires_in_path
            "header": "X Key"                                                  | /auth/header
            "header": "webhook-id"                                             | /auth/header
            "header": "Connection"                                             | /auth/header
            "headers": [{"name": "Expect", "value": "x"}]                      | /auth/headers/0/name
            "prefix": "a\\nb"                                                  | /auth/prefix
            "prefix": "Schlüssel"                                             | /auth/prefix
            "send_as": "basic", "headers": [{"name": "authorization", "value": "x"}] | /auth/headers/0/name
            "headers": [{"name": "a b", "value": "x"}]                         | /auth/headers/0/name
            "method": "GET", "send_as": "json"                                 | /auth/send_as
            "lifetime": "31d"                                                  | /auth/lifetime
            "encrypted": {"algorithm": "AES-256-CBC", "key": "k"}              | /auth/encrypted/algorithm
            "encrypted": {"algorithm": "AES-256-GCM", "key": "too short"}      | /auth/encrypted/key
            "encrypted": {"algorithm": "AES-128-CFB", "key": "0123456789abcdef", "iv": "short"} | /auth/encrypted/iv
            """)
    void aFaultOfATokenIsNamed(String field, String pointer) {
        JsonObject auth = new JsonObject(
                        "{\"type\": \"token\", \"url\": \"https://a.example/t\", \"client_id\": \"c\", \"client_secret\": \"s\"}")
                .mergeIn(new JsonObject("{" + field + "}"));

        assertThat(faults(new JsonObject().put("auth", auth))).containsExactly(pointer);
    }

    @Test
    void credentialsAreNotSentTwice() {
        JsonObject fields = new JsonObject()
                .put("auth", new JsonObject("{\"type\": \"basic\", \"user\": \"u\", \"password\": \"p\"}"))
                .put("headers", new JsonArray("[{\"name\": \"authorization\", \"value\": \"x\"}]"));

        assertThat(faults(fields)).containsExactly("/headers/0/name");
    }

    @Test
    void aKeyMustBelongToItsCertificateAndBeReadable() {
        assertThat(faults(tls(certificates.pem("ours"), certificates.key("old"))))
                .containsExactly("/tls/key");
        assertThat(faults(tls(certificates.pem("ours"), "hunter2"))).containsExactly("/tls/key");
        assertThat(faults(tls("hunter2", certificates.key("ours")))).containsExactly("/tls/certificate");
        assertThat(faults(tls(certificates.pem("ours"), certificates.key("ours"))))
                .isEmpty();
    }

    @Test
    void anExpiredCertificateIsAWarning() {
        JsonObject fields = tls(certificates.pem("old"), certificates.key("old"));
        Tls tls = draft(fields).spec().access().tls();

        assertThat(faults(fields)).isEmpty();
        assertThat(CheckAccess.warnings(tls, Instant.now())).singleElement().satisfies(warning -> {
            assertThat(warning.pointer()).isEqualTo("/tls/certificate");
            assertThat(warning.detail()).startsWith("certificate holds a certificate that expired on 20");
        });
    }

    @Test
    void skippingVerificationNeedsTheOperator() {
        JsonObject fields = new JsonObject().put("tls", new JsonObject().put("verify", false));

        assertThat(faults(fields)).containsExactly("/tls/verify");
        check(new Settings.Reach(AddressGuard.PUBLIC_ONLY, true)).refuseFaults(draft(fields));
    }

    private static JsonObject tls(String certificate, String key) {
        return new JsonObject()
                .put("tls", new JsonObject().put("certificate", certificate).put("key", key));
    }

    private List<String> faults(JsonObject fields) {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> check.refuseFaults(draft(fields)));
        return problem == null
                ? List.of()
                : problem.problem().errors().stream().map(FieldError::pointer).toList();
    }

    private static Draft draft(JsonObject fields) {
        return ProfileJson.draft(ProfileJsonTest.sound().mergeIn(fields));
    }

    private static CheckProfile check(Settings.Reach reach) {
        return new CheckProfile(CheckProfileTest.catalogue(), reach, url -> false, Duration.ofDays(30));
    }
}
