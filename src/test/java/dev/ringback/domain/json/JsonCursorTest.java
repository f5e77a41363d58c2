package dev.ringback.domain.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"\"",
                "0",
                "-0",
                "-0.0e-0",
                "1E+9",
                "12.5e3",
                "true",
                "false",
                "null",
                " \t\r\n{ } ",
                "[1,2 , 3]",
                "{\"a\":{\"b\":[{}]}}",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
                "\"\\ud800\"",
                "\"\\u0000\"",
                "\"\u007f\"",
                "\"é€😀\"",
                "{\"\":1,\"\":2}",
                "1e400",
                "123456789012345678901234567890"
            })
    void takesWhatTheRfcAllows(String text) {
        assertThat(fault(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | expected a value but the text ends at byte 0",
                "`  ` | expected a value but the text ends at byte 2",
                "{ | expected a member name in quotes but the text ends at byte 1",
                "{a:1} | expected a member name in quotes at byte 1",
                "{\"a\" 1} | expected ':' at byte 5",
                "{\"a\":} | expected a value at byte 5",
                "{\"a\":1,} | expected a member name in quotes at byte 7",
                "{\"a\":1 \"b\":2} | expected ',' or '}' at byte 7",
                "{\"a\":1 | expected ',' or '}' but the text ends at byte 6",
                "{,} | expected a member name in quotes at byte 1",
                "[1,] | expected a value at byte 3",
                "[,1] | expected a value at byte 1",
                "[1 2] | expected ',' or ']' at byte 3",
                "[1} | expected ',' or ']' at byte 2",
                "] | expected a value at byte 0",
                "tru | expected true at byte 0",
                "nul! | expected null at byte 0",
                "fals | expected false at byte 0",
                "truex | expected nothing more at byte 4",
                "1 2 | expected nothing more at byte 2",
                "01 | expected nothing more at byte 1",
                "- | expected a digit at byte 1",
                "+1 | expected a value at byte 0",
                ".5 | expected a value at byte 0",
                "1. | expected a digit at byte 2",
                "1e | expected a digit at byte 2",
                "1e+ | expected a digit at byte 3",
                "NaN | expected a value at byte 0",
                "'a' | expected a value at byte 0",
                "\"abc | a string without its closing quote at byte 0",
                "\"a\\ | an unknown escape at byte 2",
                "\"\\x\" | an unknown escape at byte 1",
                "\"\\u12 | an escape without its four hexadecimal digits at byte 1",
                "\"\\u12g4\" | an escape without its four hexadecimal digits at byte 1",
                "\uFEFF{} | expected a value at byte 0",
                "[1]// | expected nothing more at byte 3",
            })
    void namesTheFirstByteThatIsWrong(String text, String message) {
        assertThat(fault(text)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c0af",
                "c1bf",
                "c2",
                "c220",
                "e08080",
                "e09fbf",
                "eda080",
                "edbfbf",
                "e282",
                "e28228",
                "f0808080",
                "f08fbfbf",
                "f4908080",
                "f5808080",
                "f09f98",
                "ff",
                "fe"
            })
    void refusesBrokenUtf8(String hex) {
        byte[] text = bytes("\"a" + new String(HexFormat.of().parseHex(hex), ISO_8859_1) + "\"", true);

        assertThat(fault(text)).isEqualTo("broken UTF-8 at byte 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c280", "dfbf", "e0a080", "ed9fbf", "ee8080", "efbfbf", "f0908080", "f48fbfbf"})
    void takesTheEdgesOfUtf8(String hex) {
        byte[] character = HexFormat.of().parseHex(hex);
        byte[] text = bytes("\"" + new String(character, ISO_8859_1) + "\"", true);

        assertThat(new JsonCursor(text).string()).isEqualTo(new String(character, UTF_8));
    }

    @Test
    void refusesEveryControlCharacterInStrings() {
        for (char c = 0; c < ' '; c++) {
            assertThat(fault("\"" + c + "\"")).isEqualTo("a control character in a string at byte 1");
        }
    }

    @Test
    void goesAsDeepAsItSaysAndNoDeeper() {
        assertThat(fault("[".repeat(128) + "]".repeat(128))).isEmpty();
        assertThat(fault("{\"a\":".repeat(128) + "1" + "}".repeat(128))).isEmpty();
        assertThat(fault("[".repeat(129) + "]".repeat(129))).isEqualTo("nested more than 128 deep at byte 128");
        assertThat(fault("[".repeat(1_000_000))).isEqualTo("nested more than 128 deep at byte 128");
    }

    @Test
    void readsMembersOneByOneAndCutsValuesOut() {
        String text =
                "..{ \"id\" : \"a\\u0062\" , \"n\":-1.50, \"t\":true,\"data\": {\"x\": [1, 2]} ,\"l\":[null,[]]}..";
        byte[] bytes = bytes(text, false);
        JsonCursor cursor = new JsonCursor(bytes, 2, bytes.length - 2);
        List<String> seen = new ArrayList<>();

        cursor.enterObject();
        while (cursor.nextMember()) {
            switch (cursor.name()) {
                case "id" -> seen.add(cursor.string());
                case "n" -> seen.add(cursor.number());
                case "t" -> seen.add("" + cursor.truth());
                case "l" -> {
                    cursor.enterArray();
                    while (cursor.nextElement()) {
                        seen.add(cut(bytes, cursor));
                    }
                }
                default -> seen.add(cut(bytes, cursor));
            }
        }
        cursor.end();

        assertThat(seen).containsExactly("ab", "-1.50", "true", "{\"x\": [1, 2]}", "null", "[]");
    }

    @Test
    void comparesNamesThroughTheirEscapes() {
        JsonCursor cursor = new JsonCursor(bytes("{\"\\u0069d\":1,\"id\":2,\"a\\\\b\":3,\"größe\":4}", false));
        cursor.enterObject();

        assertThat(cursor.nextMember()).isTrue();
        assertThat(cursor.nameIs(bytes("id", false))).isTrue();
        cursor.skip();
        assertThat(cursor.nextMember()).isTrue();
        assertThat(cursor.nameIs(bytes("id", false))).isTrue();
        assertThat(cursor.nameIs(bytes("i", false))).isFalse();
        cursor.skip();
        assertThat(cursor.nextMember()).isTrue();
        assertThat(cursor.nameIs(bytes("a\\b", false))).isTrue();
        assertThat(cursor.nameIs(bytes("a\\\\b", false))).isFalse();
        cursor.skip();
        assertThat(cursor.nextMember()).isTrue();
        assertThat(cursor.nameIs(bytes("größe", false))).isTrue();
    }

    @Test
    void countsFaultsFromWhereItStarted() {
        byte[] bytes = bytes("[[1, x]]", false);

        JsonFault fault = catchThrowableOfType(JsonFault.class, () -> new JsonCursor(bytes, 1, 7).skip());

        assertThat(fault.offset()).isEqualTo(4);
        assertThat(fault.getStackTrace()).isEmpty();
    }

    @Test
    void doesNotReadPastItsPart() {
        byte[] bytes = bytes("12345", false);
        JsonCursor cursor = new JsonCursor(bytes, 1, 3);

        assertThat(cursor.number()).isEqualTo("23");
        cursor.end();
        assertThatThrownBy(() -> new JsonCursor(bytes("\"é\"", false), 0, 2).skip())
                .hasMessage("broken UTF-8 at byte 1");
    }

    @Test
    void saysWhatItExpectedInstead() {
        assertThatThrownBy(() -> new JsonCursor(bytes("1", false)).string()).hasMessage("expected a string at byte 0");
        assertThatThrownBy(() -> new JsonCursor(bytes("{}", false)).number()).hasMessage("expected a number at byte 0");
        assertThatThrownBy(() -> new JsonCursor(bytes("1", false)).truth())
                .hasMessage("expected true or false at byte 0");
        assertThatThrownBy(() -> new JsonCursor(bytes("1", false)).enterObject())
                .hasMessage("expected an object at byte 0");
        assertThatThrownBy(() -> new JsonCursor(bytes("1", false)).enterArray())
                .hasMessage("expected an array at byte 0");
    }

    static String fault(String text) {
        return fault(bytes(text, false));
    }

    /** Empty when the text is valid. */
    static String fault(byte[] text) {
        try {
            JsonCursor cursor = new JsonCursor(text);
            cursor.skip();
            cursor.end();
            return "";
        } catch (JsonFault fault) {
            return fault.getMessage();
        }
    }

    private static String cut(byte[] bytes, JsonCursor cursor) {
        int from = cursor.position();
        cursor.skip();
        return new String(bytes, from, cursor.position() - from, UTF_8);
    }

    private static byte[] bytes(String text, boolean raw) {
        return text.getBytes(raw ? ISO_8859_1 : UTF_8);
    }
}
