package dev.ringback.domain.template;

import static dev.ringback.domain.template.Rendering.errors;
import static dev.ringback.domain.template.Rendering.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.BodyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {
    private static final String DATA = """
            {"name":"Ada","n":-1.50,"yes":true,"nil":null,"empty":"","größe":"XL","first-name":"A","_x":1,
             "a":{"b":{"c":"deep"},"0":"zero"},"parts":["p0",["p10","p11"],{"x":"px"}],"esc":"a\\u00e9\\n\\"\\ud83d\\ude00\\ud800"}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<name>|Ada",
                "<=name>|Ada",
                "<name><n>|Ada-1.50",
                "[<yes>]|[true]",
                "[<nil>]|[]",
                "[<empty>]|[]",
                "[<unknown>]|[]",
                "<größe>|XL",
                "<first-name>|A",
                "<_x>|1",
                "<a.b.c>|deep",
                "<a.0>|zero",
                "[<a.b.c.d>]|[]",
                "[<name.x>]|[]",
                "<parts[0]>|p0",
                "<parts[1][1]>|p11",
                "<parts[2].x>|px",
                "[<parts[9]>]|[]",
                "[<a[0]>]|[]",
                "[<parts.x>]|[]",
                "<a.b>|{\"c\":\"deep\"}",
                "<parts[1]>|[\"p10\",\"p11\"]",
            })
    void findsWhatThePathSays(String template, String expected) {
        assertThat(text(template, DATA)).isEqualTo(expected);
    }

    @Test
    void unescapesStringsAndReplacesLoneSurrogates() {
        assertThat(text("<esc>", DATA)).isEqualTo("aé\n\"😀\ufffd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a < b",
                "<>",
                "<",
                "<=",
                "a <= b",
                "< name>",
                "<3",
                "</name>",
                "<name >",
                "<a b>",
                "if a<b and b>c",
                "Ada <ada@example.com>",
                "<https://example.com>",
                "<name/>",
                "<1>",
                "<!-- x -->",
                "a<<"
            })
    void leavesWhatIsNoPlaceholder(String template) {
        assertThat(text(template, DATA)).isEqualTo(template);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ab <name|a placeholder without its closing '>' at character 4",
                "<=name|a placeholder without its closing '>' at character 1",
                "<a..b>|not the name of a placeholder at character 1",
                "<a.>|not the name of a placeholder at character 1",
                "x<a]>|not the name of a placeholder at character 2",
                "<a[]>|not an index in a placeholder at character 1",
                "<a[x]>|not an index in a placeholder at character 1",
                "<a[0>|not an index in a placeholder at character 1",
                "<a[-1]>|not an index in a placeholder at character 1",
                "<a[0]b>|not the name of a placeholder at character 1",
                "<a[1234567]>|not an index in a placeholder at character 1",
            })
    void namesThePositionOfAMistake(String template, String detail) {
        assertThat(errors(Rendering.body(BodyType.TEXT, template)))
                .containsExactly(new TemplateError("/body/template", detail));
    }

    @Test
    void namesLineAndColumnInTemplatesOfSeveralLines() {
        assertThat(errors(Rendering.body(BodyType.TEXT, "one\ntwo <name>\n  <a..b>")))
                .containsExactly(new TemplateError(
                        "/body/template", "not the name of a placeholder at character 18 (line 3, column 3)"));
    }

    @Test
    void refusesPathsWithoutEnd() {
        assertThat(errors(Rendering.body(BodyType.TEXT, "<a" + ".a".repeat(32) + ">")))
                .hasSize(1);
        assertThat(errors(Rendering.body(BodyType.TEXT, "<a" + ".a".repeat(31) + ">")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"a\":2}|2,",
                "{\"a\":{\"b\":1},\"a\":{\"b\":2}}|{\"b\":2},2",
                "{\"a\":{\"b\":1},\"a\":{}}|{},",
                "{\"a\":{\"b\":1},\"a\":7}|7,",
                "{\"a\":{\"b\":1,\"b\":{}}}|{\"b\":1,\"b\":{}},{}",
                "{\"\\u0061\":1}|1,",
            })
    void takesTheLastOfEqualNames(String data, String expected) {
        assertThat(text("<a>,<a.b>", data)).isEqualTo(expected);
    }

    @Test
    void fillsInWhatTheDataDoesNotName() {
        String template = "<callback_id> <profile_id> <event> <attempt> <timestamp>";

        assertThat(text(template, "{}"))
                .isEqualTo(Rendering.CALLBACK + " " + Rendering.PROFILE + " sms_send 3 2026-11-22T09:30:00.125Z");
        assertThat(text(template, "{\"event\":\"own\",\"attempt\":null,\"timestamp\":5,\"callback_id\":\"\"}"))
                .isEqualTo(" " + Rendering.PROFILE + " own  5");
        assertThat(text("[<event.x>]", "{}")).isEqualTo("[]");
    }

    @Test
    void anEventThatWasNotNamedIsEmpty() {
        RequestTemplate template =
                Rendering.compile(Rendering.body(BodyType.JSON, "{\"e\":\"<event>\",\"t\":\"-<event>\"}"));

        RenderedRequest request =
                Rendering.rendered(template.render(Rendering.callback("", "{}"), 1, new Scratch(1000)));

        assertThat(request.body()).asString().isEqualTo("{\"e\":\"\",\"t\":\"-\"}");
    }
}
