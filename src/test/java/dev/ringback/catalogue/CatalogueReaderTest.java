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
                                                new Variable("amount", Variable.Type.NUMBER, "What was paid.", "12.50"),
                                                new Variable(
                                                        "payment.card",
                                                        Variable.Type.OBJECT,
                                                        "",
                                                        "{\"last4\":\"1234\"}"),
                                                new Variable("parts[0]", Variable.Type.TEXT, "", ""))))));
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
