package dev.ringback.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.catalogue.Catalogue;
import dev.ringback.catalogue.Channel;
import dev.ringback.catalogue.Event;
import dev.ringback.catalogue.Variable;
import dev.ringback.domain.BodySpec;
import dev.ringback.domain.BodyType;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileSpec.Delivery;
import dev.ringback.domain.ProfileSpec.Request;
import dev.ringback.domain.Protection;
import dev.ringback.domain.access.Access;
import dev.ringback.http.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnknownVariablesTest {
    private static final Catalogue CATALOGUE = new Catalogue(List.of(
            new Channel(
                    "sms",
                    "SMS",
                    List.of(
                            event("sms_send", "recipient", "source", "parts[n]", "caller.country", "payment"),
                            event("sms_incoming", "keyword"))),
            new Channel("voice", "Voice", List.of(event("call_end")))));

    @Test
    void namesTheNearestVariable() {
        assertThat(warnings("sms", List.of("sms_send"), BodyType.TEXT, "To <recipent>, <frobnication>"))
                .containsExactly(
                        new FieldError(
                                "/body/template",
                                "<recipent> at character 4 is no variable of sms_send; did you mean recipient?"),
                        new FieldError("/body/template", "<frobnication> at character 16 is no variable of sms_send"));
    }

    @Test
    void knowsPartsOfVariablesAndWhatIsAlwaysThere() {
        assertThat(warnings(
                        "sms",
                        List.of("sms_send"),
                        BodyType.TEXT,
                        "<recipient|upper><parts[n]><parts[0]><parts><parts[2].id><caller><caller.country><payment.amount.value>"
                                + "<callback_id><timestamp>"))
                .isEmpty();
    }

    @Test
    void looksAtTheEventsOfTheProfileOnly() {
        assertThat(warnings("sms", List.of("sms_send"), BodyType.TEXT, "<keyword>"))
                .hasSize(1);
        assertThat(warnings("sms", List.of(), BodyType.TEXT, "<keyword><source>"))
                .isEmpty();
        assertThat(warnings("sms", List.of(), BodyType.TEXT, "<key>"))
                .extracting(FieldError::detail)
                .containsExactly("<key> at character 1 is no variable of the channel sms");
    }

    @Test
    void saysNothingWhereTheCatalogueDoesNot() {
        assertThat(warnings("default", List.of(), BodyType.TEXT, "<anything>")).isEmpty();
        assertThat(warnings("voice", List.of("call_end"), BodyType.TEXT, "<anything>"))
                .isEmpty();
    }

    @Test
    void tellsOfVariablesThatWereTakenForHtml() {
        assertThat(warnings("sms", List.of(), BodyType.HTML, "<p>From <source></p>"))
                .containsExactly(new FieldError(
                        "/body/template",
                        "<source> at character 9 is taken for an element of HTML; for the variable write <=source>"));
        assertThat(warnings("sms", List.of(), BodyType.HTML, "<p>From <=source></p>"))
                .isEmpty();
    }

    private static List<FieldError> warnings(String channel, List<String> events, BodyType type, String template) {
        Request request = new Request(
                Method.POST, "https://example.com/", List.of(), List.of(), Optional.of(new BodySpec(type, template)));
        return UnknownVariables.in(
                new ProfileSpec("Test", channel, events, request, Protection.SIGNED, Access.OPEN, Delivery.STANDARD),
                CATALOGUE);
    }

    private static Event event(String id, String... variables) {
        return new Event(
                id,
                id,
                Stream.of(variables)
                        .map(name -> new Variable(name, Variable.Type.TEXT, "", "", List.of()))
                        .toList());
    }
}
