package dev.ringback.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueReaderTest {
    private static final String EVENT = "channels: [{id: a, title: A, events: [{id: e, title: E";

    @TempDir
    Path directory;

    @Test
    void readsTheOneThatIsShipped() throws Exception {
        Catalogue catalogue = CatalogueReader.read(Path.of("conf/channels.yaml"));

        assertThat(catalogue.channels().stream().map(Channel::id))
                .containsExactly("default", "sms", "email", "whatsapp", "voice", "rcs");
        assertThat(catalogue.channel("default").orElseThrow().events()).isEmpty();
        assertThat(catalogue.channelOf("sms_send").map(Channel::id)).contains("sms");
        assertThat(catalogue.channelOf("wa_phone_quality").map(Channel::id)).contains("whatsapp");
        assertThat(catalogue.channelOf("call_end").map(Channel::id)).contains("voice");
        assertThat(catalogue.channelOf("nothing")).isEmpty();
        assertThat(catalogue.hasEvent("sms", "sms_send")).isTrue();
        assertThat(catalogue.hasEvent("sms", "email_send")).isFalse();
        assertThat(catalogue.hasEvent("sms", "nothing")).isFalse();
        assertThat(catalogue.channel("nothing")).isEmpty();
    }

    @Test
    void readsVariables() throws Exception {
        Catalogue catalogue = read("""
                channels:
                  - id: pay
                    title: Payments
                    events:
                      - id: paid
                        title: Paid
                        variables:
                          - {name: amount, type: number, description: What was paid., sample: 12.50}
                          - {name: payment.card, type: object, sample: '{"last4":"1234"}'}
                          - {name: 'parts[0]'}
                """);

        assertThat(catalogue.channels())
                .containsExactly(
                        new Channel("default", "Default", List.of()),
                        new Channel(
                                "pay",
                                "Payments",
                                List.of(new Event(
                                        "paid",
                                        "Paid",
                                        List.of(
                                                new Variable(
                                                        "amount",
                                                        Variable.Type.NUMBER,
                                                        "What was paid.",
                                                        "12.50",
                                                        List.of()),
                                                new Variable(
                                                        "payment.card",
                                                        Variable.Type.OBJECT,
                                                        "",
                                                        "{\"last4\":\"1234\"}",
                                                        List.of()),
                                                new Variable("parts[0]", Variable.Type.TEXT, "", "", List.of()))))));
    }

    @Test
    void putsTheSamplesOfAnEventTogether() throws Exception {
        Catalogue catalogue = read("""
                channels:
                  - id: pay
                    title: Payments
                    events:
                      - id: paid
                        title: Paid
                        variables:
                          - {name: payment.amount, type: number, sample: 12.50}
                          - {name: payment.currency, sample: EUR}
                          - {name: payment, type: object, sample: '{"currency":"INR","id":1}'}
                          - {name: 'parts[n]', sample: one}
                          - {name: 'lines[1].sku', sample: x}
                          - {name: none}
                          - {name: flag, type: boolean}
                """);

        assertThat(catalogue.event("paid").orElseThrow().sample().encode())
                .isEqualTo("{\"payment\":{\"currency\":\"INR\",\"id\":1,\"amount\":12.50},\"none\":\"\",\"flag\":true,"
                        + "\"parts\":[\"one\"],\"lines\":[\"\",{\"sku\":\"x\"}]}");
    }

    @Test
    void eachEventThatIsShippedHasASampleOfAllItsVariables() throws Exception {
        Catalogue catalogue = CatalogueReader.read(Path.of("conf/channels.yaml"));

        for (Channel channel : catalogue.channels()) {
            assertThat(channel.events()).allSatisfy(event -> {
                assertThat(event.variables())
                        .isNotEmpty()
                        .allMatch(variable -> !variable.description().isEmpty());
                assertThat(event.sample().fieldNames()).hasSizeGreaterThan(2);
            });
        }
        assertThat(catalogue.event("sms_send").orElseThrow().sample().getJsonArray("parts"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "'# nothing'", "'channels:'", "'channels: []'"})
    void alwaysHasTheDefaultChannel(String text) throws Exception {
        assertThat(read(text).channels()).containsExactly(new Channel("default", "Default", List.of()));
    }

    @Test
    void letsTheDefaultChannelBeRenamed() throws Exception {
        assertThat(read("channels: [{id: default, title: Anything}]").channels())
                .containsExactly(new Channel("default", "Anything", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chanels: [] | line 1, column 1: unknown key chanels; did you mean channels?",
                "channels: 1 | line 1, column 11: channels: expected a list",
                "channels: [1] | line 1, column 12: expected events, id, title",
                "[] | line 1, column 1: expected channels",
                "channels: [{id: a}] | line 1, column 12: title is missing",
                "channels: [{title: A}] | line 1, column 12: id is missing",
                "channels: [{id: A, title: A}] | line 1, column 17: id: expected a small letter",
                "channels: [{id: a, title: ''}] | line 1, column 27: title: expected 1 to 100 characters",
                "channels: [{id: a, id: b, title: A}] | line 1, column 20: id stands here a second time",
                "channels: [{id: a, title: A}, {id: a, title: B}] | column 31: the channel a stands here a second",
                "channels: [{id: default, title: A, events: [{id: e, title: E}]}] | the channel default has",
                "channels: [{id: a, title: A, event: []}] | line 1, column 30: unknown key event; did you mean events?",
                "EVENT}, {id: e, title: E}]}] | e is of the channel a",
                "EVENT, variables: [{name: 1x}]}]}] | column 76: name: exp",
                "EVENT, variables: [{name: x, type: txt}]}]}] | mean text?",
                "EVENT, variables: [{name: x, sample: []}]}]}] | sample: exp",
                "EVENT, variables: [{name: a..b}]}]}] | expected a path such as status",
                "EVENT, variables: [{name: x, value: [a]}]}]}] | unknown key value; did you mean values?",
                "EVENT, variables: [{name: x, values: [[a]]}]}]}] | values: expected a text",
                "EVENT, variables: [{name: x, sample: a, values: [b, c]}]}]}] | sample: expected one of the values, b, c, not a",
                "EVENT, variables: [{name: x, type: number, sample: '1,5'}]}]}] | sample: expected a number, not 1,5",
                "EVENT, variables: [{name: x, type: boolean, sample: no}]}]}] | sample: expected true or false, not no",
                "EVENT, variables: [{name: x, type: object, sample: '[]'}]}]}] | sample: expected the JSON of an object, not []",
                "EVENT, variables: [{name: x, type: list, sample: '['}]}]}] | sample: expected the JSON of a list, not [",
                "EVENT, variables: [{name: x, type: number, values: [a]}]}]}] | values: expected a number, not a",
                "EVENT, variables: [{name: x, sample: a}, {name: x.y}]}]}] | name: x.y lies within x, whose sample is no object",
                "EVENT, variables: [{name: 'x[0]'}, {name: x, sample: a}]}]}] | name: x[0] lies within x, whose sample is no list",
                "channels: [ | line 1",
            })
    void tellsWhatIsWrongAndWhere(String text, String fault) {
        BadCatalogue bad = catchThrowableOfType(BadCatalogue.class, () -> read(text.replace("EVENT", EVENT)));

        assertThat(bad.getMessage().lines().skip(1)).singleElement().asString().contains(fault);
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        BadCatalogue bad = catchThrowableOfType(
                BadCatalogue.class,
                () -> read("channels:\n  - id: A\n    titel: x\n  - id: b\n    title: B\n    events: 1\n"));

        assertThat(bad.getMessage().lines()).hasSize(5);
    }

    @Test
    void saysWhereAMissingFileWasLookedFor() {
        assertThatThrownBy(() -> CatalogueReader.read(directory.resolve("none.yaml")))
                .isInstanceOf(BadCatalogue.class)
                .hasMessageContaining("none.yaml")
                .hasMessageContaining("catalogue.file");
    }

    private Catalogue read(String text) throws Exception {
        return CatalogueReader.read(Files.writeString(directory.resolve("channels.yaml"), text));
    }
}
