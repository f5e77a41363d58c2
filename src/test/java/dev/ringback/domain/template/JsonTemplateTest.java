package dev.ringback.domain.template;

import static dev.ringback.domain.template.Rendering.errors;
import static dev.ringback.domain.template.Rendering.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.BodyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTemplateTest {
    private static final String DATA = """
            {"s":"a\\"b\\u00e9\\ud800","n":-1.50e3,"t":true,"nil":null,"o":{ "x": [1, "two"] },"l":[1,2],"key":"k\\"1"}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"<s>\"}|{\"a\":\"a\\\"b\\u00e9\\ufffd\"}",
                "{\"a\":<s>}|{\"a\":\"a\\\"b\\u00e9\\ufffd\"}",
                "{\"a\":\"<n>\"}|{\"a\":-1.50e3}",
                "{\"a\":<t>}|{\"a\":true}",
                "{\"a\":\"<nil>\"}|{\"a\":null}",
                "{\"a\":\"<o>\"}|{\"a\":{ \"x\": [1, \"two\"] }}",
                "[<l>,\"<l[1]>\"]|[[1,2],2]",
                "<o>|{ \"x\": [1, \"two\"] }",
                "\"<o>\"|{ \"x\": [1, \"two\"] }",
                "{\"a\":\"<unknown>\"}|{\"a\":\"\"}",
                "{\"a\":<unknown>}|{\"a\":\"\"}",
                "{\"a\":\"-<unknown>\"}|{\"a\":\"-\"}",
                "{\"a\":\"x <s>\"}|{\"a\":\"x a\\\"b\\u00e9\\ufffd\"}",
                "{\"a\":\"<n>%\"}|{\"a\":\"-1.50e3%\"}",
                "{\"a\":\" <t>\"}|{\"a\":\" true\"}",
                "{\"a\":\"<nil>.\"}|{\"a\":\".\"}",
                "{\"a\":\"o=<o>\"}|{\"a\":\"o={ \\\"x\\\": [1, \\\"two\\\"] }\"}",
                "{\"a\":\"<n><t>\"}|{\"a\":\"-1.50e3true\"}",
                "{\"a\":\"<=n>\"}|{\"a\":-1.50e3}",
                "{\"<key>\":\"<n>\"}|{\"k\\\"1\":-1.50e3}",
                "{\"<n>\" : <n>}|{\"-1.50e3\" : -1.50e3}",
                "{\"<nil>\":1}|{\"\":1}",
                "{\"a\":\"\\\\<n>\"}|{\"a\":\"\\\\-1.50e3\"}",
                "{\"a\":\"\\u003cs>\"}|{\"a\":\"\\u003cs>\"}",
                "{\"a\":\"1 < 2\",\"b\":\"<b c>\"}|{\"a\":\"1 < 2\",\"b\":\"<b c>\"}",
                "{\"é\":\"<t>\"}|{\"é\":true}",
            })
    void rendersValuesForWhereTheyStand(String template, String expected) {
        assertThat(json(template, DATA)).isEqualTo(expected);
    }

    @Test
    void keepsWhiteSpaceOfDataOutOfStrings() {
        assertThat(json("{\"a\":\"o: <o>\"}", "{\"o\":{\n\t\"x\":1}}"))
                .isEqualTo("{\"a\":\"o: {\\u000A\\u0009\\\"x\\\":1}\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|not valid JSON: expected a value but the text ends at character 1",
                "{\"id\":\"<id>\"|not valid JSON: expected ',' or '}' but the text ends at character 13",
                "{\"id\":<id>,}|not valid JSON: expected a member name in quotes at character 12",
                "{\"id\":<id>5}|not valid JSON: expected ',' or '}' at character 11",
                "{\"id\":5<id>}|not valid JSON: expected ',' or '}' at character 8",
                "{\"id\":<a><b>}|not valid JSON: expected ',' or '}' at character 10",
                "{<id>:1}|not valid JSON: expected a member name in quotes at character 2",
                "{\"é€😀\":<id>x}|not valid JSON: expected ',' or '}' at character 13",
                "{\"id\":< id>}|not valid JSON: expected a value at character 7",
                "{\"id\":\"<id\"}|a placeholder without its closing '>' at character 8",
                "{\"id\":\"<id>}|not valid JSON: a string without its closing quote at character 7",
                "{\"id\":<id|a placeholder without its closing '>' at character 7",
                "{\"id\":\"<a..b>\"}|not the name of a placeholder at character 8",
                "{\"id\":\"\\x<id>\"}|not valid JSON: an unknown escape at character 8",
                "{\"a\":1} {\"b\":2}|not valid JSON: expected nothing more at character 9",
                "<id> <id>|not valid JSON: expected nothing more at character 6",
            })
    void saysWhereATemplateIsNotJson(String template, String detail) {
        assertThat(errors(Rendering.body(BodyType.JSON, template)))
                .containsExactly(new TemplateError("/body/template", detail));
    }

    @Test
    void saysTheLineToo() {
        assertThat(errors(Rendering.body(BodyType.JSON, "{\n  \"a\": <a>\n  \"b\": 1\n}")))
                .containsExactly(new TemplateError(
                        "/body/template", "not valid JSON: expected ',' or '}' at character 16 (line 3, column 3)"));
    }
}
