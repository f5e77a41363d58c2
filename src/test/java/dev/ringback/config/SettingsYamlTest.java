package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsYamlTest {
    @Test
    void tellsKeyTextAndLine() {
        assertThat(given("http:\n  port: 8080\n\n  host: '::1'\ndata.dir: x\n"))
                .containsExactly("http.port=8080@2", "http.host=::1@4", "data.dir=x@5");
    }

    @Test
    void keepsTextsAsTheyWereWritten() {
        assertThat(given("a: 010\nb: 1_000\nc: yes\nd: 1e3\ne: 12:30:45\nf: 2026-11-22\n"))
                .containsExactly("a=010@1", "b=1_000@2", "c=yes@3", "d=1e3@4", "e=12:30:45@5", "f=2026-11-22@6");
    }

    @Test
    void takesListsForTextsWithCommas() {
        assertThat(given("m: [a:1, b:2]\nn:\n  - c:3\n  - d:4\n")).containsExactly("m=a:1,b:2@1", "n=c:3,d:4@3");
    }

    @Test
    void takesNothingForNotSetAndAnEmptyTextForSet() {
        assertThat(given("http:\n  # port: 1\ndata:\n  dir:\nmail:\n  host: ''\n"))
                .containsExactly("mail.host=@6");
        assertThat(given("")).isEmpty();
        assertThat(given("# nothing\n")).isEmpty();
    }

    @Test
    void tellsOfAKeyThatStandsThereTwice() {
        assertThat(faults("http:\n  port: 1\nhttp.port: 2\n"))
                .containsExactly("line 3: http.port stands here a second time");
        assertThat(faults("http:\n  port: 1\n  port: 2\n")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: *hunter2",
                "a: !hunter2",
                "a: &hunter2 x",
                "a: !!java.lang.hunter2 [x]",
                "a: {hunter2",
                "a: 'hunter2",
                "a: @hunter2",
                "a: b: hunter2",
                "hunter2",
                "- hunter2",
                "\thunter2: 1",
                "a:\n  - {b: hunter2}",
                "? [hunter2]\n: 1",
                "a: \u0001hunter2",
                "a: 1\n---\nhunter2: 2",
                "a: \"\\xhunter2\"",
            })
    void tellsOfBadTextsWithoutRepeatingThem(String text) {
        assertThat(faults(text)).hasSize(1).first().asString().doesNotContain("hunter2");
        assertThat(given(text)).noneMatch(entry -> entry.startsWith("hunter2"));
    }

    @Test
    void endsOnDeepOrRecursiveTexts() {
        assertThat(faults("[".repeat(1000))).hasSize(1);
        assertThat(faults("a: &x [*x]")).hasSize(1);
    }

    private static List<String> given(String text) {
        return read(text).getJsonArray(SettingsYaml.GIVEN).stream()
                .map(JsonObject.class::cast)
                .map(one -> one.getString("key") + "=" + one.getString("text") + "@" + one.getInteger("line"))
                .toList();
    }

    private static List<String> faults(String text) {
        return read(text).getJsonArray(SettingsYaml.FAULTS).stream()
                .map(String::valueOf)
                .toList();
    }

    private static JsonObject read(String text) {
        return SettingsYaml.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
