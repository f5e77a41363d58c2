package dev.ringback.domain.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Data that breaks naive templates, from a seed; a case that fails is made as short as it still fails, and told with the seed. */
final class Nasty {
    static final int CASES = 10_000;
    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final List<String> CHUNKS = List.of(
            "\"",
            "'",
            "`",
            "\\",
            "\\\"",
            "\\u0041",
            "/",
            "]]>",
            "]]",
            "]",
            ">",
            "<",
            "</script>",
            "</SCRIPT ",
            "<script>",
            "<!--",
            "-->",
            "--",
            "-",
            "--!>",
            "?>",
            "<?",
            "<![CDATA[",
            "&",
            "&amp;",
            "&lt;",
            "&#0;",
            "&#x41;",
            "&nbsp;",
            "\r\n",
            "\r",
            "\n",
            "\t",
            "\f",
            "\0",
            "\u0001",
            "\u001b",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\u2029",
            "\u200f",
            "\u202e",
            "\u2066",
            "\ud800",
            "\udc00",
            "\udc00\ud800",
            "\ud83d\ude00",
            "\ufffe",
            "\uffff",
            "\ufffd",
            "\ufeff",
            "<v>",
            "<=v>",
            "<v|upper>",
            "${x}",
            "{{v}}",
            "%",
            "%00",
            "%41",
            "+",
            "?",
            "#",
            "=",
            ";",
            ":",
            " ",
            "  ",
            "javascript",
            "é",
            "日本",
            "a",
            "Z",
            "0",
            "</textarea>",
            "</style>",
            "</title>",
            "{",
            "}",
            "[",
            ",",
            "null",
            "\"\"",
            "\\",
            "//",
            "/*",
            "*/",
            "e\u0301");
    private static final List<String> NUMBERS = List.of(
            "9007199254740993",
            "-9007199254740993.25",
            "123456789012345678901234567890",
            "1E+400",
            "1.10",
            "-0",
            "0.1",
            "5e-324");
    private static final int SHORTENINGS_MAX = 300;
    private static final int LONG = 1 << 20;

    private final long seed = Long.getLong("seed", 20261122);
    private final Random random = new Random(seed);

    /** Fails with the seed, the number of the case and the shortest value found. */
    void hold(Consumer<JsonNode> property) {
        for (int i = 0; i < CASES; i++) {
            JsonNode value = i % 5000 == 4999 ? JSON.getNodeFactory().textNode(longText()) : value(3);
            if (i % 500 == 9) {
                value = deep(value);
            }
            Throwable fault = fault(property, value);
            if (fault != null) {
                JsonNode shortest = value.isTextual() ? shorter(property, value) : value;
                String shown = json(shortest);
                throw new AssertionError(
                        "-Dseed=" + seed + " case " + i + ": " + shown.substring(0, Math.min(2000, shown.length())),
                        fault(property, shortest));
            }
        }
    }

    /** As other writers of JSON do it: packed, spread over lines, or all escaped. */
    String written(JsonNode data) {
        try {
            String packed = JSON.writeValueAsString(data);
            boolean lone = packed.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff);
            return switch (lone ? 2 : random.nextInt(3)) {
                case 0 -> packed;
                case 1 -> data.toPrettyString();
                default -> ESCAPING.writeValueAsString(data);
            };
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String json(JsonNode node) {
        try {
            return ESCAPING.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** What UTF-8 cannot hold is replaced in all places of text. */
    static String encodable(String text) {
        StringBuilder held = new StringBuilder();
        text.codePoints().forEach(c -> held.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c));
        return held.toString();
    }

    /** The same with each text in it, and each name, changed. */
    static JsonNode mapped(JsonNode node, UnaryOperator<String> change) {
        if (node.isTextual()) {
            return JSON.getNodeFactory().textNode(change.apply(node.textValue()));
        } else if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(element -> array.add(mapped(element, change)));
            return array;
        } else if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            node.properties().forEach(it -> object.set(change.apply(it.getKey()), mapped(it.getValue(), change)));
            return object;
        }
        return node;
    }

    private static Throwable fault(Consumer<JsonNode> property, JsonNode value) {
        try {
            property.accept(value);
            return null;
        } catch (AssertionError | RuntimeException fault) {
            return fault;
        }
    }

    private static JsonNode shorter(Consumer<JsonNode> property, JsonNode value) {
        String text = value.textValue();
        int tries = SHORTENINGS_MAX;
        for (int length = Math.max(1, text.length() / 2); length > 0; length /= 2) {
            for (int at = 0; at + length <= text.length() && tries > 0; tries--) {
                String less = text.substring(0, at) + text.substring(at + length);
                if (fault(property, JSON.getNodeFactory().textNode(less)) != null) {
                    text = less;
                } else {
                    at += length;
                }
            }
        }
        return JSON.getNodeFactory().textNode(text);
    }

    private JsonNode value(int depth) {
        JsonNodeFactory nodes = JSON.getNodeFactory();
        switch (random.nextInt(depth > 0 ? 12 : 9)) {
            case 0:
                return nodes.numberNode(random.nextInt());
            case 1:
                return number(NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 2:
                return random.nextInt(3) == 0 ? nodes.nullNode() : nodes.booleanNode(random.nextBoolean());
            case 9, 10:
                ArrayNode array = nodes.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(depth - 1));
                }
                return array;
            case 11:
                ObjectNode object = nodes.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(random.nextBoolean() ? "a.b" + i : text(), value(depth - 1));
                }
                return object;
            default:
                return nodes.textNode(text());
        }
    }

    private static JsonNode number(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            if (random.nextInt(6) == 0) {
                text.append((char) random.nextInt(0x10000));
            } else {
                text.append(CHUNKS.get(random.nextInt(CHUNKS.size())));
            }
        }
        return text.toString();
    }

    private String longText() {
        StringBuilder text = new StringBuilder();
        while (text.length() < LONG) {
            text.append(text()).append("and so on ".repeat(random.nextInt(20)));
        }
        return text.toString();
    }

    private static JsonNode deep(JsonNode inner) {
        JsonNode value = inner;
        for (int i = 0; i < 118; i++) {
            ObjectNode around = JSON.getNodeFactory().objectNode();
            value = i % 2 == 0
                    ? around.set("a.b", value)
                    : JSON.getNodeFactory().arrayNode().add(value);
        }
        return value;
    }
}
