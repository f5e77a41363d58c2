package dev.ringback.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Profile;
import dev.ringback.domain.Profile.Stamp;
import dev.ringback.domain.Profile.Status;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.SigningSecret;
import dev.ringback.http.FieldError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileJsonTest {
    private static final Instant THEN = Instant.parse("2026-11-22T10:00:00.123Z");

    @Test
    void whatIsMissingGetsItsDefault() {
        JsonObject shown = ProfileJson.show(kept(sound()));

        assertThat(shown).isEqualTo(new JsonObject("""
                {"id": "cbp_00000000000000000000000001", "title": "Order status", "channel": "default", "events": [],
                 "method": "POST", "url": "https://example.com/hook", "headers": [], "query": [], "body": null,
                 "auth": {"type": "none"}, "tls": {"verify": true}, "encryption": {"enabled": false}, "signature": {"enabled": true, "schemes": ["v1"], "headers": []},
                 "response": {"required": false},
                 "retry": {"schedule": ["5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"]},
                 "success": {"http_status": ["2xx"]}, "timeout": "10s", "max_in_flight": 64, "rate_limit": null,
                 "record": "failures", "state": "active",
                 "state_changed_at": "2026-11-22T10:00:00.123Z", "created_at": "2026-11-22T10:00:00.123Z",
                 "updated_at": "2026-11-22T10:00:00.123Z", "version": 7}
                """));
    }

    @Test
    void whatIsGivenIsShownAsGiven() {
        JsonObject full = full();

        JsonObject shown = ProfileJson.show(kept(full));

        full.getJsonArray("headers").getJsonObject(0).put("value", "••••");
        full.forEach(field ->
                assertThat(shown.getValue(field.getKey())).as(field.getKey()).isEqualTo(full.getValue(field.getKey())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            title         | "ab"                                              | /title
            title         | "no/slash"                                        | /title
            title         | " - _"                                            | /title
            title         | 17                                                | /title
            channel       | 3                                                 | /channel
            events        | ["sms_send", "sms_send"]                          | /events
            events        | [1]                                               | /events/0
            method        | "PATCH"                                           | /method
            url           | ""                                                | /url
            headers       | [{"value": "x"}]                                  | /headers/0/name
            headers       | [{"name": "A"}]                                   | /headers/0/value
            headers       | [{"name": "A", "value": "••••"}]                  | /headers/0/value
            headers       | [{"name": "A", "value": "x", "secrte": true}]     | /headers/0/secrte
            headers       | {}                                                | /headers
            query         | [{"name": "", "value": "x"}]                      | /query/0/name
            query         | ["x"]                                             | /query/0
            body          | {"type": "yaml", "template": "<a/>"}               | /body/type
            body          | {"type": "json"}                                  | /body/template
            body          | {"type": "json", "template": "a\\u0000b"}         | /body/template
            auth          | {"type": "kerberos"}                              | /auth/type
            auth          | {"user": "u"}                                     | /auth/type /auth/user
            auth          | {"type": "basic", "user": "a:b", "password": "p"} | /auth/user
            auth          | {"type": "basic", "user": "u"}                    | /auth/password
            auth          | {"type": "header", "name": "A", "value": "••••"}  | /auth/value
            auth          | {"type": "query", "value": "x"}                   | /auth/name
            auth          | {"type": "token"}                                 | /auth/url /auth/client_id /auth/client_secret
            tls           | {"key": "x"}                                      | /tls/certificate
            tls           | {"verify": "no"}                                  | /tls/verify
            encryption    | {"enabled": true}                                 | /encryption/algorithm
            signature     | {"enabled": "yes"}                                | /signature/enabled
            response      | {"required": "yes"}                               | /response/required
            response      | {"required": true, "fields": ["reply..text"]}     | /response/fields/0
            retry         | {"schedule": ["5s", "0s"]}                        | /retry/schedule/1
            retry         | {"schedule": ["25h"]}                             | /retry/schedule/0
            retry         | {"schedule": ["-5s"]}                             | /retry/schedule/0
            success       | {"http_status": []}                               | /success/http_status
            success       | {"http_status": ["2xx", "600"]}                   | /success/http_status/1
            timeout       | "99ms"                                            | /timeout
            timeout       | "61s"                                             | /timeout
            timeout       | "soon"                                            | /timeout
            max_in_flight | 0                                                 | /max_in_flight
            max_in_flight | 10001                                             | /max_in_flight
            max_in_flight | 1.5                                               | /max_in_flight
            rate_limit    | "0/s"                                             | /rate_limit
            rate_limit    | "5/d"                                             | /rate_limit
            record        | "some"                                            | /record
            id            | "cbp_1"                                           | /id
            version       | 3                                                 | /version
            """)
    void aWrongFieldIsNamed(String field, String value, String pointer) {
        Object read = new JsonObject("{\"v\":" + value + "}").getValue("v");

        List<FieldError> errors = ProfileJson.draft(sound().put(field, read)).faults();

        assertThat(errors).extracting(FieldError::pointer).containsExactlyInAnyOrder(pointer.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\": \"Überweisung_7 - 状态\"}",
                "{\"timeout\": \"100ms\"}",
                "{\"timeout\": \"60s\"}",
                "{\"rate_limit\": \"5000/h\"}",
                "{\"retry\": {\"schedule\": []}}",
                "{\"success\": {\"http_status\": [\"200\", \"4xx\"]}}",
                "{\"headers\": null, \"query\": null, \"retry\": null, \"timeout\": null, \"body\": null, \"events\": null}",
                "{\"retry\": {\"schedule\": null}, \"success\": {}, \"auth\": {\"type\": \"none\"}}",
                "{\"signature\": {\"enabled\": false}, \"record\": \"all\", \"max_in_flight\": 10000}",
            })
    void aSoundFieldIsTaken(String fields) {
        assertThat(ProfileJson.draft(sound().mergeIn(new JsonObject(fields))).faults())
                .isEmpty();
    }

    @Test
    void allFaultsAreToldAtOnce() {
        JsonObject sent =
                new JsonObject().put("method", "FETCH").put("timeout", "1h").put("ulr", "x");

        assertThat(ProfileJson.draft(sent).faults())
                .extracting(FieldError::pointer)
                .containsExactlyInAnyOrder("/title", "/method", "/url", "/timeout", "/ulr");
    }

    @Test
    void theFieldThatWasMeantIsNamed() {
        List<FieldError> errors =
                ProfileJson.draft(sound().put("max_inflight", 5)).faults();

        assertThat(errors)
                .singleElement()
                .extracting(FieldError::detail)
                .asString()
                .contains("\"max_in_flight\"");
    }

    @Test
    void theStateIsNotSetByAField() {
        List<FieldError> errors =
                ProfileJson.draft(sound().put("state", "disabled")).faults();

        assertThat(errors)
                .singleElement()
                .extracting(FieldError::detail)
                .asString()
                .contains("/disable");
    }

    @Test
    void aProfileCanBeSentBackWholeAsItWasParsed() {
        KeptProfile current = kept(full());

        Draft draft = ProfileJson.patched(
                current, new JsonObject(ProfileJson.show(current).encode()));

        assertThat(draft.faults()).isEmpty();
    }

    @Test
    void secretsAreMaskedAndTheMaskKeepsThem() {
        KeptProfile current = kept(full());
        JsonObject shown = ProfileJson.show(current);

        Draft draft = ProfileJson.patched(current, shown);

        assertThat(shown.encode()).doesNotContain("s3cret");
        assertThat(draft.faults()).isEmpty();
        assertThat(draft.spec()).isEqualTo(current.profile().spec());
    }

    @Test
    void aMaskFindsItsHeaderByNameInAnyCaseAndPlace() {
        JsonArray headers = new JsonArray()
                .add(new JsonObject().put("name", "X-New").put("value", "n"))
                .add(new JsonObject().put("name", "x-api-KEY").put("value", "••••"));

        Draft draft = ProfileJson.patched(kept(full()), new JsonObject().put("headers", headers));

        assertThat(draft.faults()).isEmpty();
        assertThat(draft.spec().request().headers().get(1).value()).isEqualTo("s3cret");
        assertThat(draft.spec().request().headers().get(1).secret()).isTrue();
    }

    @Test
    void aMaskDoesNotMakeASecretReadable() {
        JsonArray headers = new JsonArray()
                .add(new JsonObject()
                        .put("name", "X-Api-Key")
                        .put("value", "••••")
                        .put("secret", false));

        Draft draft = ProfileJson.patched(kept(full()), new JsonObject().put("headers", headers));

        assertThat(draft.faults()).extracting(FieldError::pointer).containsExactly("/headers/0/value");
    }

    @Test
    void aPatchOfNullBringsTheDefaultBack() {
        JsonObject patch = new JsonObject("""
                {"timeout": null, "body": null, "retry": {"schedule": null}, "rate_limit": null, "headers": null}
                """);

        JsonObject shown = ProfileJson.show(kept(ProfileJson.patched(kept(full()), patch)));

        assertThat(shown.getString("timeout")).isEqualTo("10s");
        assertThat(shown.getValue("body")).isNull();
        assertThat(shown.getJsonObject("retry").getJsonArray("schedule")).hasSize(9);
        assertThat(shown.getValue("rate_limit")).isNull();
        assertThat(shown.getJsonArray("headers")).isEmpty();
        assertThat(shown.getString("record")).isEqualTo("all");
    }

    @Test
    void whatIsRequiredCannotBePatchedAway() {
        JsonObject patch = new JsonObject().putNull("title").putNull("url");

        assertThat(ProfileJson.patched(kept(full()), patch).faults())
                .extracting(FieldError::pointer)
                .containsExactlyInAnyOrder("/title", "/url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"channel\": \"email\"}", "{\"channel\": null}"})
    void theChannelNeverChanges(String patch) {
        assertThat(ProfileJson.patched(kept(full()), new JsonObject(patch)).faults())
                .extracting(FieldError::pointer)
                .containsExactly("/channel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"id\": \"cbp_2\"}", "{\"version\": 8}", "{\"version\": null}", "{\"state\": \"disabled\"}"})
    void whatRingbackSetsCannotBePatched(String patch) {
        assertThat(ProfileJson.patched(kept(full()), new JsonObject(patch)).faults())
                .hasSize(1);
    }

    @Test
    void aPatchMergesObjectsAndReplacesListsAsRfc7396Says() {
        JsonObject target = new JsonObject("{\"a\": {\"b\": 1, \"c\": 2}, \"l\": [1, 2], \"x\": 1}");
        JsonObject patch =
                new JsonObject("{\"a\": {\"b\": null, \"d\": {\"e\": null, \"f\": 3}}, \"l\": [3], \"x\": {\"y\": 4}}");

        JsonObject merged = MergePatchJson.merge(target, patch);

        assertThat(merged)
                .isEqualTo(new JsonObject("{\"a\": {\"c\": 2, \"d\": {\"f\": 3}}, \"l\": [3], \"x\": {\"y\": 4}}"));
        assertThat(target.getJsonObject("a").getInteger("b")).isEqualTo(1);
    }

    static JsonObject sound() {
        return new JsonObject()
                .put("title", "Order status")
                .put("method", "POST")
                .put("url", "https://example.com/hook");
    }

    static JsonObject full() {
        return new JsonObject("""
                {"title": "Order SMS status", "channel": "sms", "events": ["sms_send"], "method": "PUT",
                 "url": "https://example.com/hook?id=<id>",
                 "headers": [{"name": "X-Api-Key", "value": "s3cret", "secret": true},
                             {"name": "X-Plain", "value": "<id>", "secret": false}],
                 "query": [{"name": "status", "value": "<status>"}],
                 "body": {"type": "json", "template": "{\\"id\\":\\"<id>\\"}"},
                 "signature": {"enabled": false, "schemes": ["v1a", "v1"], "headers": [{"name": "X-S", "type": "hex", "prefix": "sha256="}]},
                 "retry": {"schedule": ["250ms", "1m", "24h"]},
                 "success": {"http_status": ["200", "3xx"]}, "timeout": "1500ms", "max_in_flight": 3,
                 "rate_limit": "100/s", "record": "all"}
                """);
    }

    static KeptProfile kept(JsonObject sent) {
        return kept(ProfileJson.draft(sent));
    }

    static KeptProfile kept(Draft draft) {
        assertThat(draft.faults()).isEmpty();
        return KeptProfile.of(new Profile(
                new ProfileId(new UUID(0, 1)),
                AccountId.DEFAULT,
                draft.spec(),
                Status.activeSince(THEN),
                new SigningSecret(new byte[32]),
                new Stamp(THEN, THEN, 7)));
    }
}
