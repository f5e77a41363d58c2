package dev.ringback.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringback.catalogue.Catalogue;
import dev.ringback.catalogue.Channel;
import dev.ringback.catalogue.Event;
import dev.ringback.catalogue.Variable;
import dev.ringback.http.FieldError;
import dev.ringback.http.ProblemException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckProfileTest {
    private static final String INBOX = "http://127.0.0.1:8080/inbox/";
    private final CheckProfile check = new CheckProfile(
            catalogue(), dev.ringback.config.Settings.Reach.PUBLIC, url -> url.startsWith(INBOX), Duration.ofDays(30));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"channel": "smss"}                                                 | /channel
            {"channel": "sms", "events": ["sms_send", "sms_sned"]}              | /events/1
            {"events": ["sms_send"]}                                            | /events/0
            {"method": "GET", "body": {"type": "json", "template": "{}"}}       | /body
            {"body": {"type": "json", "template": "{\\"a\\": <"}}               | /body/template
            {"url": "ftp://example.com/"}                                       | /url
            {"url": "https://<host>/"}                                          | /url
            {"url": "https://user:word@example.com/"}                           | /url
            {"url": "http://127.0.0.1/"}                                        | /url
            {"url": "http://[::1]/"}                                            | /url
            {"url": "http://localhost:9000/"}                                   | /url
            {"headers": [{"name": "Host", "value": "x"}]}                       | /headers/0/name
            {"headers": [{"name": "a b", "value": "x"}]}                        | /headers/0/name
            {"headers": [{"name": "A", "value": "x\\ny"}]}                      | /headers/0/value
            {"headers": [{"name": "A", "value": "x"}, {"name": "a", "value": "y"}]} | /headers/1/name
            """)
    void whatIsWrongIsNamed(String fields, String pointer) {
        assertThat(pointers(ProfileJsonTest.sound().mergeIn(new JsonObject(fields))))
                .containsExactly(pointer);
    }

    @Test
    void theChannelAndTheEventThatWereMeantAreNamed() {
        assertThat(refusal(ProfileJsonTest.sound().put("channel", "smss")))
                .singleElement()
                .extracting(FieldError::detail)
                .asString()
                .contains("did you mean sms?");
    }

    @Test
    void aScheduleLongerThanCallbacksAreKeptIsRefused() {
        JsonObject retry = new JsonObject().put("schedule", java.util.Collections.nCopies(25, "24h"));

        assertThat(pointers(ProfileJsonTest.sound().put("retry", retry))).containsExactly("/retry/schedule");
    }

    @Test
    void faultsOfFieldsAndOfTheWholeAreToldTogether() {
        JsonObject sent = ProfileJsonTest.sound()
                .put("timeout", "never")
                .put("channel", "pigeon")
                .put("url", "http://10.0.0.1/")
                .put("headers", new io.vertx.core.json.JsonArray().add(1).add(new JsonObject()));

        assertThat(pointers(sent))
                .containsExactlyInAnyOrder(
                        "/timeout", "/channel", "/url", "/headers/0", "/headers/1/name", "/headers/1/value");
    }

    @Test
    void theOwnInboxMayBeCalled() {
        JsonObject sent = ProfileJsonTest.sound().put("url", INBOX + "inbox_1");

        assertThatCode(() -> check.refuseFaults(ProfileJson.draft(sent))).doesNotThrowAnyException();
    }

    private List<String> pointers(JsonObject sent) {
        return refusal(sent).stream().map(FieldError::pointer).toList();
    }

    private List<FieldError> refusal(JsonObject sent) {
        Draft draft = ProfileJson.draft(sent);
        return catchThrowableOfType(ProblemException.class, () -> check.refuseFaults(draft))
                .problem()
                .errors();
    }

    static Catalogue catalogue() {
        List<Variable> variables = Stream.of("id", "status", "recipient")
                .map(name -> new Variable(name, Variable.Type.TEXT, "", "", List.of()))
                .toList();
        Event send = new Event("sms_send", "SMS sent", variables);
        return new Catalogue(List.of(
                new Channel("sms", "SMS", List.of(send)),
                new Channel("email", "E-mail", List.of(new Event("email_open", "Opened", List.of())))));
    }
}
