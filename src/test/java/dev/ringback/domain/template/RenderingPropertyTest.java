package dev.ringback.domain.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.domain.BodyType;
import dev.ringback.domain.Header;
import java.net.URLDecoder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random data must come out of every place as Jackson and the JDK read it back. */
class RenderingPropertyTest {
    private static final int CASES = 3_000;
    private static final ObjectMapper JACKSON = JsonMapper.builder().build();
    private static final ObjectMapper ESCAPING = JsonMapper.builder()
            .enable(com.fasterxml.jackson.core.json.JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private final Random random = new Random(20261122);
    private final Scratch scratch = new Scratch(1 << 20);

    @Test
    void jsonBodiesCarryTheValue() throws Exception {
        RequestTemplate template = Rendering.compile(Rendering.body(
                BodyType.JSON,
                "{\"whole\":\"<v>\",\"bare\":<v>,\"inside\":\"[<v>]\",\"deep\":<d.list[1].v>,\"<v>\":1}"));
        for (int i = 0; i < CASES; i++) {
            JsonNode value = value(3);
            ObjectNode data = JACKSON.createObjectNode();
            data.putObject("d").putArray("list").add(0).addObject().set("v", value);
            data.set("v", value);
            JsonNode body = JACKSON.readTree(render(template, data).body());

            assertThat(body.get("whole")).isEqualTo(value);
            assertThat(body.get("bare")).isEqualTo(value);
            assertThat(body.get("deep")).isEqualTo(value);
            assertThat(sameText(body.get("inside").asText(), "[", value, "]")).isTrue();
        }
    }

    @Test
    void textBodiesHeadersAndUrlsCarryTheText() throws Exception {
        RequestTemplate text = Rendering.compile(Rendering.body(BodyType.TEXT, "<v>|<v>"));
        RequestTemplate url = Rendering.compile(Rendering.url("https://example.com/a/<v>?q=<v>"));
        RequestTemplate query = Rendering.compile(Rendering.query("q", "x<v>"));
        RequestTemplate header = Rendering.compile(Rendering.headers(new Header("X-A", "<v>", false)));
        for (int i = 0; i < CASES; i++) {
            String value = string();
            ObjectNode data = JACKSON.createObjectNode().put("w", 1).put("v", value);

            assertThat(render(text, data).body()).asString(UTF_8).isEqualTo(value + "|" + value);
            String target = render(url, data).target();
            assertThat(target).matches("[A-Za-z0-9._~%/?=-]+");
            assertThat(URLDecoder.decode(target, UTF_8)).isEqualTo("/a/" + value + "?q=" + value);
            assertThat(URLDecoder.decode(render(query, data).target(), UTF_8)).isEqualTo("/hook?q=x" + value);
            boolean breaks = value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f);
            Rendered rendered = header.render(Rendering.callback("e", json(data)), 1, scratch);
            assertThat(Rendering.reason(rendered).isEmpty()).isEqualTo(!breaks);
        }
    }

    private static boolean sameText(String inside, String before, JsonNode value, String after) throws Exception {
        String text = inside.substring(before.length(), inside.length() - after.length());
        if (value.isContainerNode()) {
            return JACKSON.readTree(text).equals(value);
        }
        return text.equals(value.isNull() ? "" : value.asText());
    }

    private RenderedRequest render(RequestTemplate template, JsonNode data) throws JsonProcessingException {
        return Rendering.rendered(template.render(Rendering.callback("e", json(data)), 1, scratch));
    }

    /** As other writers of JSON do it: packed, spread over lines, or all escaped. */
    private String json(JsonNode data) throws JsonProcessingException {
        return switch (random.nextInt(3)) {
            case 0 -> data.toString();
            case 1 -> data.toPrettyString();
            default -> ESCAPING.writeValueAsString(data);
        };
    }

    private JsonNode value(int depth) {
        switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0:
                return JACKSON.getNodeFactory().numberNode(random.nextInt());
            case 1:
                return JACKSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 2:
                return JACKSON.nullNode();
            case 5:
                ArrayNode array = JACKSON.createArrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(depth - 1));
                }
                return array;
            case 6:
                ObjectNode object = JACKSON.createObjectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(string(), value(depth - 1));
                }
                return object;
            default:
                return JACKSON.getNodeFactory().textNode(string());
        }
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            switch (random.nextInt(5)) {
                case 0 -> text.append((char) random.nextInt(0x80));
                case 1 -> text.append("\"\\/<>&=+%{}[]\n\t ".charAt(random.nextInt(16)));
                case 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x10000));
                default -> text.append((char) (0x20 + random.nextInt(0xd7e0)));
            }
        }
        return text.toString();
    }
}
