package dev.ringback.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ambient.SystemAmbient;
import dev.ringback.config.Secret;
import dev.ringback.config.SecretsKey;
import dev.ringback.config.Settings;
import dev.ringback.domain.Profile;
import dev.ringback.http.FieldError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each secret of a profile, whatever its field: masked, kept, sealed in its place, and in no text that anybody reads. */
class ProfileSecretsTest {
    private static final String BASIC = "{\"type\": \"basic\", \"user\": \"u\", \"password\": \"s3cret\"}";
    private static final String HEADER = "{\"type\": \"header\", \"name\": \"X-Key\", \"value\": \"s3cret\"}";
    private static final String QUERY = "{\"type\": \"query\", \"name\": \"key\", \"value\": \"s3cret\"}";
    private static final String OAUTH2 =
            "{\"type\": \"oauth2\", \"url\": \"https://a.example/t\", \"client_id\": \"c\", \"client_secret\": \"s3cret\"}";
    private static final String TOKEN = """
            {"type": "token", "url": "https://a.example/t", "client_id": "c", "client_secret": "s3cret",
             "headers": [{"name": "x-a", "value": "s3cret-a", "secret": true}],
             "parameters": [{"name": "p", "value": "s3cret-1", "secret": true}, {"name": "p", "value": "s3cret-2", "secret": true}],
             "encrypted": {"algorithm": "AES-128-CFB", "key": "s3cret-key-16byt", "iv": "s3cret-iv--16byt"}}
            """;

    @ParameterizedTest
    @ValueSource(strings = {BASIC, HEADER, QUERY, OAUTH2, TOKEN})
    void aSecretIsMaskedAndTheMaskKeepsIt(String auth) {
        KeptProfile current = kept(auth);
        JsonObject shown = ProfileJson.show(current);

        Draft draft = ProfileJson.patched(current, shown);

        assertThat(shown.encode()).doesNotContain("s3cret").contains("••••");
        assertThat(draft.faults()).isEmpty();
        assertThat(draft.spec()).isEqualTo(current.profile().spec());
        assertThat(current.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {BASIC, HEADER, QUERY, OAUTH2, TOKEN})
    void aSecretIsSealedWhereItIsKept(String auth) throws IOException {
        KeptProfile kept = kept(auth);
        SealedProfileJson sealing = new SealedProfileJson(key());

        String stored = sealing.spec(kept.profile());
        KeptProfile opened = sealing.open(kept.profile(), stored, sealing.secret(kept));

        assertThat(stored).doesNotContain("s3cret").doesNotContain("••••");
        assertThat(opened.fault()).isEmpty();
        assertThat(opened.profile().spec()).isEqualTo(kept.profile().spec());
    }

    @Test
    void aSealedSecretOpensInItsPlaceAlone() throws IOException {
        KeptProfile kept = kept(TOKEN);
        SealedProfileJson sealing = new SealedProfileJson(key());
        JsonObject stored = new JsonObject(sealing.spec(kept.profile()));
        JsonObject auth = stored.getJsonObject("auth");
        auth.put("client_secret", auth.getJsonArray("headers").getJsonObject(0).getValue("value"));

        KeptProfile opened = sealing.open(kept.profile(), stored.encode(), sealing.secret(kept));

        assertThat(opened.fault()).get().asString().contains("for another place");
    }

    @ParameterizedTest
    @ValueSource(strings = {BASIC, HEADER, QUERY, OAUTH2, TOKEN})
    void aChangedSecretIsToldMaskedOnBothSides(String auth) {
        KeptProfile before = kept(auth);
        Profile profile = before.profile();
        KeptProfile after = KeptProfile.of(new Profile(
                profile.id(),
                profile.account(),
                kept(auth.replace("s3cret\"", "s3cret-other\"")).profile().spec(),
                profile.status(),
                profile.secret(),
                profile.stamp()));

        JsonArray changes = new JsonArray(ChangesJson.changed(before, after));

        assertThat(changes).hasSize(1);
        assertThat(changes.getJsonObject(0).getString("field")).isEqualTo("auth");
        assertThat(changes.encode()).doesNotContain("s3cret");
    }

    @Test
    void theSecretsOfOneNameAreKeptInTheirOrder() {
        JsonArray turned = new JsonArray()
                .add(new JsonObject().put("name", "q").put("value", "open"))
                .add(new JsonObject().put("name", "P").put("value", "••••"))
                .add(new JsonObject().put("name", "p").put("value", "••••"));

        Draft draft = ProfileJson.patched(
                kept(TOKEN), new JsonObject().put("auth", new JsonObject().put("parameters", turned)));

        assertThat(draft.faults()).isEmpty();
        assertThat(draft.spec()
                        .access()
                        .auth()
                        .neededToken()
                        .orElseThrow()
                        .request()
                        .parameters())
                .extracting(parameter -> parameter.value())
                .containsExactly("open", "s3cret-1", "s3cret-2");
    }

    @Test
    void aMaskIsNoSecretOfAnotherKindOfAuthentication() {
        JsonObject patch = new JsonObject(
                "{\"auth\": {\"type\": \"header\", \"name\": \"X\", \"value\": \"••••\", \"user\": null, \"password\": null}}");

        Draft draft = ProfileJson.patched(kept(BASIC), patch);

        assertThat(draft.faults()).extracting(FieldError::pointer).containsExactly("/auth/value");
    }

    private static KeptProfile kept(String auth) {
        return ProfileJsonTest.kept(ProfileJsonTest.sound().put("auth", new JsonObject(auth)));
    }

    private static SecretsKey key() throws IOException {
        Secret given = new Secret(Base64.getEncoder().encodeToString(new byte[32]));
        return SecretsKey.load(
                new Settings.Storage(
                        Path.of("unused"),
                        Optional.empty(),
                        8,
                        0,
                        new Settings.SecretsKeys(Optional.of(given), List.of()),
                        30,
                        365),
                new SystemAmbient().secrets());
    }
}
