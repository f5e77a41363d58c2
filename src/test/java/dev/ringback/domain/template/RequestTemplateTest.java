package dev.ringback.domain.template;

import static dev.ringback.domain.template.Rendering.body;
import static dev.ringback.domain.template.Rendering.callback;
import static dev.ringback.domain.template.Rendering.compile;
import static dev.ringback.domain.template.Rendering.errors;
import static dev.ringback.domain.template.Rendering.header;
import static dev.ringback.domain.template.Rendering.headers;
import static dev.ringback.domain.template.Rendering.reason;
import static dev.ringback.domain.template.Rendering.render;
import static dev.ringback.domain.template.Rendering.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.BodySpec;
import dev.ringback.domain.BodyType;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.QueryParameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTemplateTest {
    private static final Header JSON = new Header("content-type", "application/json", false);

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"POST", "PUT"})
    void sendsTheStandardBodyWhenThereIsNoTemplate(Method method) {
        RenderedRequest request = render(standard(method), "{\"a\": [1.0, \"<a>\"]}");

        assertThat(request.method()).isEqualTo(method);
        assertThat(request.headers()).containsExactly(JSON);
        assertThat(request.body())
                .asString()
                .isEqualTo(
                        "{\"id\":\"" + Rendering.CALLBACK
                                + "\",\"type\":\"sms_send\",\"timestamp\":\"2026-11-22T09:30:00.125Z\",\"data\":{\"a\": [1.0, \"<a>\"]}}");
    }

    @Test
    void sendsNullForAnEventThatWasNotNamedAndEscapesOthers() {
        RequestTemplate template = compile(standard(Method.POST));
        Scratch scratch = new Scratch(10_000);

        assertThat(rendered(template.render(callback("", "{}"), 1, scratch)).body())
                .asString()
                .contains("\"type\":null,");
        assertThat(rendered(template.render(callback("a\"\\\n", "{}"), 1, scratch))
                        .body())
                .asString()
                .contains("\"type\":\"a\\\"\\\\\\u000A\",");
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"GET", "DELETE"})
    void sendsNoBodyWithGetAndDelete(Method method) {
        RenderedRequest request = render(standard(method), "{}");

        assertThat(request.body()).isEmpty();
        assertThat(request.headers()).isEmpty();
    }

    @Test
    void saysTheContentTypeUnlessTheProfileDoes() {
        assertThat(render(body(BodyType.JSON, "1"), "{}").headers()).containsExactly(JSON);
        assertThat(render(body(BodyType.TEXT, "1"), "{}").headers())
                .containsExactly(new Header("content-type", "text/plain; charset=utf-8", false));
        Header own = new Header("Content-Type", "application/vnd.x+json", false);
        assertThat(render(body(BodyType.JSON, "1", own), "{}").headers()).containsExactly(own);
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"GET", "DELETE"})
    void refusesBodiesWhereThereAreNone(Method method) {
        assertThat(errors(body(method, BodyType.JSON, "{}")))
                .containsExactly(new TemplateError(
                        "/body", method + " requests have no body; put the values into query or headers, or use POST"));
    }

    @Test
    void takesOnlyJsonWithPut() {
        assertThat(errors(body(Method.PUT, BodyType.TEXT, "x")))
                .containsExactly(new TemplateError("/body/type", "PUT takes json; for text use POST"));
        assertThat(errors(body(Method.PUT, BodyType.JSON, "{}"))).isEmpty();
        assertThat(errors(body(Method.POST, BodyType.TEXT, ""))).isEmpty();
    }

    @Test
    void rendersHeadersAsTheyAre() {
        assertThat(header("a <x> b", "{\"x\":\"<\\u00e9\\t\\\"😀\"}")).isEqualTo("a <é\t\"😀 b");
        assertThat(header("<x>", "{}")).isEmpty();
        assertThat(header("Zoë", "{}")).isEqualTo("Zoë");
    }

    @Test
    void givesHeaderValuesByteByByte() {
        assertThat(render(headers(new Header("X-A", "é", false), new Header("X-B", "<x>", false)), "{\"x\":\"é\"}")
                        .headers())
                .extracting(Header::value)
                .containsExactly("Ã©", "Ã©");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n", "\\r", "\\u0000", "\\u001b", "\\u007f", "x\\r\\nEvil: 1"})
    void refusesTheCallbackWhenAHeaderWouldBreak(String value) {
        RequestTemplate template = compile(headers(new Header("X-Name", "<x>", false)));
        Scratch scratch = new Scratch(1000);

        assertThat(reason(template.render(callback("e", "{\"x\":\"" + value + "\"}"), 1, scratch)))
                .isEqualTo("header X-Name: a line break or another control character in the value");
        assertThat(rendered(template.render(callback("e", "{\"x\":\"fine\"}"), 1, scratch))
                        .headers())
                .containsExactly(new Header("X-Name", "fine", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host", "content-length", "Transfer-Encoding", "connection", "Keep-Alive", "TE", "trailer", "Upgrade",
                        "Expect",
                "proxy-authorization", "Webhook-Id", "webhook-signature", "webhook-x", "", "a b", "a:b", "é", "a\n"
            })
    void refusesHeadersThatAreNotTheProfiles(String name) {
        assertThat(errors(headers(new Header("X-Ok", "1", false), new Header(name, "x", false))))
                .extracting(TemplateError::pointer)
                .containsExactly("/headers/1/name");
    }

    @Test
    void refusesTheSameHeaderTwice() {
        assertThat(errors(headers(new Header("X-A", "1", false), new Header("x-a", "2", false))))
                .containsExactly(new TemplateError("/headers/1/name", "this header is given twice"));
    }

    @Test
    void refusesLineBreaksInHeaderTemplates() {
        assertThat(errors(headers(new Header("X-A", "a\nb", true))))
                .containsExactly(new TemplateError(
                        "/headers/0/value",
                        "a line break or another control character in a header at character 2 (line 1, column 2)"));
    }

    @Test
    void tellsAllErrorsAtOnce() {
        ProfileSpec.Request request = new ProfileSpec.Request(
                Method.GET,
                "https://<host>/<a..b>",
                List.of(new Header("host", "<a[>", true)),
                List.of(new QueryParameter("", "<x")),
                Optional.of(new BodySpec(BodyType.JSON, "{}")));

        assertThat(errors(request))
                .extracting(TemplateError::pointer)
                .containsExactly(
                        "/url",
                        "/url",
                        "/query/0/name",
                        "/query/0/value",
                        "/headers/0/name",
                        "/headers/0/value",
                        "/body");
    }

    @Test
    void boundsWhatOneValueCanGrowTo() {
        RequestTemplate template = compile(body(BodyType.TEXT, "<x>".repeat(1000)));
        Scratch scratch = new Scratch(50_000);

        assertThat(reason(template.render(callback("e", "{\"x\":\"" + "y".repeat(100) + "\"}"), 1, scratch)))
                .isEqualTo("the request would be larger than 50000 bytes");
        assertThat(rendered(template.render(callback("e", "{\"x\":\"" + "y".repeat(50) + "\"}"), 1, scratch))
                        .body())
                .hasSize(50_000);
    }

    @Test
    void boundsTheNamesThatAreLookedFor() {
        String names = IntStream.range(0, 256).mapToObj(i -> "<n" + i + ">").collect(Collectors.joining());

        assertThat(errors(body(BodyType.TEXT, names + names))).isEmpty();
        assertThat(errors(body(BodyType.TEXT, names + "<x>")))
                .containsExactly(new TemplateError("", "more than 256 different placeholders"));
    }

    @Test
    void oneScratchServesProfilesOfAllSizes() {
        Scratch scratch = new Scratch(1000);
        RequestTemplate many = compile(body(BodyType.TEXT, "<a><b><c><d>"));
        RequestTemplate one = compile(body(BodyType.TEXT, "<b>"));

        for (int i = 0; i < 3; i++) {
            assertThat(rendered(many.render(callback("e", "{\"a\":1,\"b\":2,\"d\":4}"), 1, scratch))
                            .body())
                    .asString()
                    .isEqualTo("124");
            assertThat(rendered(one.render(callback("e", "{\"a\":1}"), 1, scratch))
                            .body())
                    .isEmpty();
        }
    }

    @Test
    void doesNotReadTheDataOfAProfileWithoutPlaceholders() {
        RequestTemplate template = compile(standard(Method.POST));

        assertThat(rendered(template.render(callback("e", "not json"), 1, new Scratch(1000)))
                        .body())
                .asString()
                .endsWith("\"data\":not json}");
    }

    @Test
    void hidesSecretsWhenPrinted() {
        assertThat(render(headers(new Header("X-A", "s3cret", true)), "{}"))
                .asString()
                .doesNotContain("s3cret");
    }

    private static ProfileSpec.Request standard(Method method) {
        return new ProfileSpec.Request(method, Rendering.URL, List.of(), List.of(), Optional.empty());
    }
}
