package dev.ringback.domain.template;

import static dev.ringback.domain.template.Rendering.errors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.BodyType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiltersTest {
    private static final String DATA = """
            {"name":"Ada é","empty":"","nil":null,"n":5,"big":9007199254740993.10,"list":[1,"a"],"o":{"a":"b\\"c"},"yes":true,
             "day":"2026-11-22","plain":"2025-04-17 18:35:20","utc":"2026-11-22T09:30:00.125Z","zoned":"2026-11-22T10:30:00+01:00",
             "mail":"Sun, 22 Nov 2026 09:30:00 GMT","seconds":1795339800,"text_seconds":"1795339800","millis":1795339800125,
             "half":1795339800.5,"before":-1.5,"lone":"\\ud800x","wrong":"2026-13-01","soon":"tomorrow"}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "<name|upper>~ADA É",
                "<name|lower>~ada é",
                "<n|upper>~5",
                "<o|upper>~{\"a\":\"b\\\"c\"}",
                "<name|json>~\"Ada é\"",
                "<n|json>~5",
                "<nil|json>~null",
                "[<missing|json>]~[]",
                "<o|json>~{\"a\":\"b\\\"c\"}",
                "<missing|\"none\">~none",
                "<missing|'none'>~none",
                "<=missing|'none'>~none",
                "<nil|\"none\">~none",
                "<empty|\"none\">~none",
                "<name|\"none\">~Ada é",
                "<n|\"none\">~5",
                "[<missing|\"\">]~[]",
                "<missing|0>~0",
                "<missing|-1.5e3>~-1.5e3",
                "<missing|true>~true",
                "[<missing|null>]~[]",
                "<missing|\"a > b < c | d\">~a > b < c | d",
                "<missing|\"say \\\"hi\\\" \\\\ \\u00e9 \\n!\">~`say \"hi\" \\ é \n!`",
                "<missing|'it\\'s \"so\"'>~it's \"so\"",
                "<missing|upper|\"none\">~none",
                "<missing|\"none\"|upper>~NONE",
                "<name|upper|\"none\">~ADA É",
                "<name | upper | \"none\">~ADA É",
                "<missing |\"none\" >~none",
                "<seconds|iso8601>~2026-11-22T09:30:00Z",
                "<text_seconds|iso8601>~2026-11-22T09:30:00Z",
                "<millis|iso8601>~2026-11-22T09:30:00.125Z",
                "<half|iso8601>~2026-11-22T09:30:00.500Z",
                "<before|iso8601>~1969-12-31T23:59:58.500Z",
                "<plain|iso8601>~2025-04-17T18:35:20Z",
                "<day|iso8601>~2026-11-22T00:00:00Z",
                "<zoned|iso8601>~2026-11-22T09:30:00Z",
                "<mail|iso8601>~2026-11-22T09:30:00Z",
                "<utc|epoch>~1795339800",
                "<zoned|epoch>~1795339800",
                "<millis|epoch>~1795339800",
                "<plain|epoch>~1744914920",
                "<timestamp|epoch>~1795339800",
                "<soon|epoch>~tomorrow",
                "<wrong|epoch>~2026-13-01",
                "<list|epoch>~[1,\"a\"]",
                "<yes|epoch>~true",
                "[<nil|epoch>]~[]",
                "<name|url>~Ada%20%C3%A9",
                "<o|url>~%7B%22a%22%3A%22b%5C%22c%22%7D",
                "<utc|epoch|iso8601>~2026-11-22T09:30:00Z",
                "<lone|upper>~\ufffdX",
            })
    void formatsAndDefaults(String template, String expected) {
        assertThat(Rendering.text(template, DATA)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"<utc|epoch>\"}~{\"a\":1795339800}",
                "{\"a\":\"t<utc|epoch>\"}~{\"a\":\"t1795339800\"}",
                "{\"a\":\"<name|upper>\"}~{\"a\":\"ADA É\"}",
                "{\"a\":\"<missing|\"none\">\"}~{\"a\":\"none\"}",
                "{\"a\":\"<missing|\\\"none\\\">\"}~{\"a\":\"none\"}",
                "{\"a\":\"<missing|'none'>\"}~{\"a\":\"none\"}",
                "{\"a\":\"Hi <missing|\"none\">!\"}~{\"a\":\"Hi none!\"}",
                "{\"a\":<missing|\"none\">}~{\"a\":\"none\"}",
                "{\"a\":<missing|0>}~{\"a\":0}",
                "{\"a\":\"<missing|null>\"}~{\"a\":null}",
                "{\"a\":\"<nil>\"}~{\"a\":null}",
                "{\"a\":\"<big|\"none\">\"}~{\"a\":9007199254740993.10}",
                "{\"a\":\"<o|json>\"}~{\"a\":\"{\\\"a\\\":\\\"b\\\\\\\"c\\\"}\"}",
                "{\"a\":<o|json>}~{\"a\":{\"a\":\"b\\\"c\"}}",
                "{\"a\":<missing|json|\"x\">}~{\"a\":\"x\"}",
                "{\"a\":\"<lone|upper>\"}~{\"a\":\"\ufffdX\"}",
            })
    void workInJson(String template, String expected) {
        assertThat(Rendering.json(template, DATA)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "<name|uper>~the unknown format uper at character 1; did you mean upper?",
                "x <name|upper|isoo8601>~the unknown format isoo8601 at character 3; did you mean iso8601?",
                "<name|frobnicate>~the unknown format frobnicate at character 1; there are upper, lower, epoch, iso8601, json, "
                        + "url, and a default in quotes",
                "<name|upper~a placeholder without its closing '>' at character 1",
                "<name|\"none>~a default without its closing quote at character 1",
                "<name|\"a\"|\"b\">~a placeholder with two defaults at character 1",
                "<name|\"\\x\">~`an unknown escape in a default at character 1; there are \\\" \\' \\\\ \\n \\r \\t and \\u00e9`",
                "<name|\"\\u12\">~an escape without its four hexadecimal digits in a default at character 1",
                "<a[n].b[n]>~a placeholder with [n] more than once at character 1",
            })
    void saysWhatIsWrong(String template, String detail) {
        assertThat(errors(Rendering.body(BodyType.TEXT, template)))
                .containsExactly(new TemplateError("/body/template", detail));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {"if a<b || c>d", "a<b|c d>", "<name|>", "<name||upper>", "x<y|z & w>v"})
    void leavesWhatIsNoPlaceholder(String template) {
        assertThat(Rendering.text(template, DATA)).isEqualTo(template);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"a.b\":1}~1",
                "{\"a.b\":1,\"a\":{\"b\":2}}~2",
                "{\"a\":{\"c\":2},\"a.b\":1}~1",
                "{\"a\":{\"b\":null},\"a.b\":1}~``",
                "{\"a\":1}~``",
            },
            quoteCharacter = '`')
    void findsNamesWithDotsWhenThereIsNoSuchPath(String data, String expected) {
        assertThat(Rendering.text("<a.b>", data)).isEqualTo(expected);
    }
}
