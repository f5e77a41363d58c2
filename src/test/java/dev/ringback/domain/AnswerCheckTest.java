package dev.ringback.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {
    @Test
    void anyBodyWillDoWhereNoFieldIsNamed() {
        assertThat(faultOf(200, "ok")).isEmpty();
        assertThat(faultOf(200, "")).contains("the answer has no body, which the profile requires");
        assertThat(faultOf(200, " \n")).isPresent();
    }

    @Test
    void ofAnAnswerThatIsNoSuccessNothingIsSaid() {
        assertThat(faultOf(503, "", "reply")).isEmpty();
    }

    @Test
    void eachFieldMustHaveAValue() {
        assertThat(faultOf(200, "{\"reply\":{\"text\":\"Hi\"},\"ask\":[{}]}", "reply.text", "ask[0]"))
                .isEmpty();
        assertThat(faultOf(200, "{\"reply\":{\"text\":null}}", "reply.text"))
                .contains("the answer has no value at reply.text, which the profile requires");
        assertThat(faultOf(200, "{\"reply\":\"Hi\"}", "reply", "reply.text"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("reply.text"));
    }

    @Test
    void whatIsNotJsonHasNoFields() {
        assertThat(faultOf(200, "<html>", "reply"))
                .contains("the answer is not JSON, of which the profile requires reply");
        assertThat(faultOf(200, "{\"reply\":1", "reply")).isPresent();
    }

    @Test
    void anAnswerThatWasCutIsNotLookedInto() {
        AnswerCheck check = check("reply");
        assertThat(check.faultOf(200, "{\"reply\":1".getBytes(UTF_8), false)).isPresent();
        assertThat(check().faultOf(200, "begin".getBytes(UTF_8), false)).isEmpty();
    }

    private static Optional<String> faultOf(int httpStatus, String body, String... fields) {
        return check(fields).faultOf(httpStatus, body.getBytes(UTF_8), true);
    }

    private static AnswerCheck check(String... fields) {
        return new AnswerCheck(SuccessRule.ANY_2XX.statuses(), new AnswerRule(true, List.of(fields)));
    }
}
