package dev.ringback.domain.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.domain.BodyType;
import dev.ringback.domain.Header;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Whatever the data, what is rendered is well-formed, and real parsers read the data in it as it was. */
class BodyPropertyTest {
    private static final Pattern ILLEGAL = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]");
    private static final Pattern NO_CHARACTER = Pattern.compile("[\\ufffe\\uffff]");
    private static final Pattern CSS_ESCAPE = Pattern.compile("\\\\([0-9a-f]{6}) ");

    private final Nasty nasty = new Nasty();
    private final Scratch scratch = new Scratch(64 << 20);

    @Test
    void json() {
        RequestTemplate template = Rendering.compile(Rendering.body(BodyType.JSON, """
                {"whole":"<v>", "bare":<v>, "inside":"[<v>]", "<v>!":1, "deep":<d.list[1].v>, "list":[0, "<l[n]>"], "m[n]":"<l[n]>",
                 "all":"<l[n]>", "json":"<v|json>", "other":"<v|null>"}"""));
        nasty.hold(given -> {
            JsonNode value = Nasty.mapped(given, Nasty::encodable);
            JsonNode body = parse(render(template, given));

            assertThat(body.get("whole")).isEqualTo(value);
            assertThat(body.get("bare")).isEqualTo(value);
            assertThat(body.get("deep")).isEqualTo(value);
            String inside = unwrapped(body.get("inside").textValue(), "[", "]");
            if (value.isTextual()) {
                assertThat(inside).isEqualTo(value.textValue());
            } else {
                assertSame(inside, value);
            }
            assertThat(body.get("list"))
                    .isEqualTo(array().add(0).add(value).add("x").add(value));
            assertThat(body.get("all")).isEqualTo(array().add(value).add("x").add(value));
            assertThat(body.get("m[0]")).isEqualTo(value);
            assertThat(body.get("m[2]")).isEqualTo(value);
            assertThat(parse(body.get("json").textValue())).isEqualTo(value);
            assertThat(body.get("other").isNull())
                    .isEqualTo(value.isNull()
                            || value.isTextual() && value.textValue().isEmpty());
        });
    }

    @Test
    void xml() throws Exception {
        DocumentBuilder parser = parser();
        RequestTemplate template = Rendering.compile(Rendering.body(BodyType.XML, """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- -<v>- -->
                <r a="<v>" b='[<v>]'><t><d.list[1].v></t><c><![CDATA[<v>]]></c><d><![CDATA[]]<v>]>]]></d><e>]]<v>&gt;</e><!--<v>-->
                <f k="<v>"><l[n]></f></r>"""));
        nasty.hold(value -> {
            Element root = document(parser, render(template, value)).getDocumentElement();

            assertMarkup(root.getAttribute("a"), value);
            assertMarkup(unwrapped(root.getAttribute("b"), "[", "]"), value);
            assertMarkup(text(root, "t", 0), value);
            assertMarkup(text(root, "c", 0), value);
            assertMarkup(unwrapped(text(root, "d", 0), "]]", "]>"), value);
            assertMarkup(unwrapped(text(root, "e", 0), "]]", ">"), value);
            assertMarkup(text(root, "f", 0), value);
            assertThat(text(root, "f", 1)).isEqualTo("x");
            assertMarkup(text(root, "f", 2), value);
            assertMarkup(((Element) root.getElementsByTagName("f").item(1)).getAttribute("k"), value);
        });
    }

    @Test
    void html() {
        RequestTemplate template = Rendering.compile(Rendering.body(BodyType.HTML, """
                <!doctype html><html><head><title>[<v>]</title><style>a{content:"<v>"}</style>
                <script type="application/json">[<v>, "<v>", 0]</script></head>
                <body class="<v>" data-a='[<v>]'><!--<v>--><!-- -<v>- --><!--[if mso]><b title="<v>"><v></b><![endif]-->
                <p><d.list[1].v></p><pre><v></pre><textarea><v></textarea><ul><li title="<v>"><l[n]></li></ul>
                <a href="https://e.com/?q=<v|url>" onclick='f(<v>, "<v>")' style="content:'<v>'">z</a></body></html>"""));
        nasty.hold(value -> {
            Document page = Jsoup.parse(new String(render(template, value), UTF_8));

            assertMarkup(unwrapped(page.expectFirst("title").wholeText(), "[", "]"), value);
            assertMarkup(page.body().attr("class"), value);
            assertMarkup(unwrapped(page.body().attr("data-a"), "[", "]"), value);
            assertMarkup(page.expectFirst("p").wholeText(), value);
            assertMarkup(page.expectFirst("pre").wholeText(), value);
            // The line break that a browser drops here, jsoup does not.
            assertMarkup(unwrapped(page.expectFirst("textarea").wholeText(), "\n", ""), value);
            assertThat(page.select("li")).hasSize(3);
            assertMarkup(page.select("li").get(2).wholeText(), value);
            assertMarkup(page.select("li").get(1).attr("title"), value);
            assertThat(page.body().children()).hasSize(5);
            assertScripts(page, value);
            String link = page.expectFirst("a").attr("href");
            assertSame(URLDecoder.decode(link.substring("https://e.com/?q=".length()), UTF_8), value);
        });
    }

    private static void assertScripts(Document page, JsonNode value) {
        UnaryOperator<String> held =
                it -> NO_CHARACTER.matcher(Nasty.encodable(it)).replaceAll("\ufffd");
        JsonNode script = parse(page.expectFirst("script").data());
        assertThat(script).hasSize(3);
        assertThat(script.get(0)).isEqualTo(Nasty.mapped(value, held));
        JsonNode click = parse("[" + unwrapped(page.expectFirst("a").attr("onclick"), "f(", ")") + "]");
        assertThat(click).hasSize(2);
        assertThat(click.get(0)).isEqualTo(Nasty.mapped(value, held));
        String style = css(unwrapped(page.expectFirst("style").data(), "a{content:\"", "\"}"));
        String inline = css(unwrapped(page.expectFirst("a").attr("style"), "content:'", "'"));
        for (String text : List.of(script.get(1).textValue(), click.get(1).textValue(), style, inline)) {
            if (value.isContainerNode()) {
                // What was escaped in the data is so still.
                assertThat(Nasty.mapped(parse(text), held)).isEqualTo(Nasty.mapped(value, held));
            } else {
                assertThat(text).isEqualTo(held.apply(value.isNull() ? "" : value.asText()));
            }
        }
    }

    @Test
    void text() {
        RequestTemplate template = Rendering.compile(Rendering.body(BodyType.TEXT, "(<v>)"));
        nasty.hold(value -> assertSame(unwrapped(new String(render(template, value), UTF_8), "(", ")"), value));
    }

    @Test
    void urlsAndHeaders() {
        RequestTemplate url = Rendering.compile(Rendering.url("https://example.com/a/<v>/b?q=<v>&m[n]=<l[n]>"));
        RequestTemplate header = Rendering.compile(Rendering.headers(new Header("X-A", "<v>", false)));
        nasty.hold(value -> {
            URI target = URI.create(rendered(url, value).url());

            assertThat(target.getRawFragment()).isNull();
            String[] path = target.getRawPath().split("/", -1);
            assertThat(path).hasSize(4);
            assertSame(URLDecoder.decode(path[2], UTF_8), value);
            List<String> query = Arrays.stream(target.getRawQuery().split("&", -1))
                    .map(part -> URLDecoder.decode(part, UTF_8))
                    .toList();
            assertThat(query).hasSize(4);
            assertSame(query.get(0).substring(2), value);
            assertSame(unwrapped(query.get(3), "m[2]=", ""), value);
            Rendered rendered = header.render(Rendering.callback("e", nasty.written(data(value))), 1, scratch);
            String refused = Rendering.reason(rendered);
            assertThat(refused.isEmpty() || refused.contains("control character"))
                    .isTrue();
        });
    }

    /** Of a number, a list or an object the JSON is the text. */
    private static void assertSame(String text, JsonNode value) {
        if (value.isTextual()) {
            assertThat(text).isEqualTo(Nasty.encodable(value.textValue()));
        } else if (value.isNull()) {
            assertThat(text).isEmpty();
        } else {
            assertThat(parse(text)).isEqualTo(Nasty.mapped(value, Nasty::encodable));
        }
    }

    private static void assertMarkup(String text, JsonNode value) {
        if (value.isValueNode()) {
            assertThat(text).isEqualTo(legal(Nasty.encodable(value.isNull() ? "" : value.asText())));
        } else {
            // What was escaped in the data is so still.
            assertThat(Nasty.mapped(parse(text), BodyPropertyTest::legal))
                    .isEqualTo(Nasty.mapped(value, it -> legal(Nasty.encodable(it))));
        }
    }

    private static String legal(String text) {
        return ILLEGAL.matcher(text).replaceAll("\ufffd");
    }

    private static String unwrapped(String text, String before, String behind) {
        assertThat(text).startsWith(before).endsWith(behind);
        return text.substring(before.length(), text.length() - behind.length());
    }

    private static String css(String text) {
        return CSS_ESCAPE
                .matcher(text)
                .replaceAll(it -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(it.group(1), 16))));
    }

    private byte[] render(RequestTemplate template, JsonNode value) {
        return rendered(template, value).body();
    }

    private RenderedRequest rendered(RequestTemplate template, JsonNode value) {
        return Rendering.rendered(template.render(Rendering.callback("e", nasty.written(data(value))), 1, scratch));
    }

    private static ObjectNode data(JsonNode value) {
        ObjectNode data = Nasty.JSON.createObjectNode();
        data.putObject("d").putArray("list").add(0).addObject().set("v", value);
        data.set("v", value);
        data.set("l", array().add(value).add("x").add(value));
        return data;
    }

    private static ArrayNode array() {
        return Nasty.JSON.createArrayNode();
    }

    private static JsonNode parse(byte[] json) {
        return parse(new String(json, UTF_8));
    }

    private static JsonNode parse(String json) {
        try {
            return Nasty.JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(json, broken);
        }
    }

    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        DocumentBuilder parser = factory.newDocumentBuilder();
        parser.setErrorHandler(null);
        return parser;
    }

    private static org.w3c.dom.Document document(DocumentBuilder parser, byte[] xml) {
        try {
            return parser.parse(new ByteArrayInputStream(xml));
        } catch (IOException | SAXException broken) {
            throw new AssertionError(new String(xml, UTF_8), broken);
        }
    }

    private static String text(Element root, String name, int index) {
        NodeList elements = root.getElementsByTagName(name);
        return elements.item(index).getTextContent();
    }
}
