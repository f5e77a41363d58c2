package dev.ringback.domain.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.BodyType;
import dev.ringback.domain.template.pattern.Mention;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Bodies as they are in the wild: only what is marked in them changes. */
class RealMarkupTest {
    @Test
    void soap() throws IOException {
        String template = resource("soap.xml");

        assertThat(Rendering.xml(template, """
                {"id":"0f1e:1","status":"SENT & gone","recipient":"+39 320","message":"a ]]> b <c>","timestamp":"2025-04-17 18:35:20",
                 "parts":[{"text":"one"},{"text":"t<o"}]}"""))
                .isEqualTo(template.replace("\"<id>\"", "\"0f1e:1\"")
                        .replace("<=status>", "SENT &amp; gone")
                        .replace("\"<type|\"sms\">\"", "\"sms\"")
                        .replace("<recipient>", "+39 320")
                        .replace("<=message>", "a ]]]]><![CDATA[> b <c>")
                        .replace("<timestamp|iso8601>", "2025-04-17T18:35:20Z")
                        .replace("<part><parts[n].text></part>", "<part>one</part><part>t&lt;o</part>"));
        assertThat(taken(BodyType.XML, template, false))
                .containsExactly("status", "message", "parts", "part")
                .doesNotContain("recipient");
    }

    @Test
    void rss() throws IOException {
        String template = resource("rss.xml");

        assertThat(Rendering.xml(template, """
                {"id":"a/1","title":"R&D","recipient":"a b","status":"-- >","from":"<Ada>","message":"x\\r\\ny"}"""))
                .isEqualTo(template.replace("<recipient|url>", "a%20b")
                        .replace("<=title>", "R&amp;D")
                        .replace("<id|url>", "a%2F1")
                        .replace("<id>", "a/1")
                        .replace("was: <status>", "was: - - &gt;")
                        .replace("<from>", "<Ada>")
                        .replace("<=message>", "x]]>&#13;<![CDATA[\ny"));
        assertThat(taken(BodyType.XML, template, true))
                .containsExactly("recipient", "title", "id", "id", "status", "from", "message");
    }

    @Test
    void mail() throws IOException {
        String template = resource("mail.html");

        assertThat(Rendering.html(template, """
                {"order_id":"A-1","brand_color":"red;}","price":12.50,"name":"<Ada>","time":"10:00","link":"https://e.com/?a=1&b=2",
                 "address":{"formatted_address":"Via \\"Roma\\" 1"},"items":[{"name":"Tea"},{"name":"Ham & eggs"}],"email":"a+b@c.d"}"""))
                .isEqualTo(template.replace("\"orderNumber\":\"<order_id>", "\"orderNumber\":\"A\\u002d1")
                        .replace("/o/<order_id>", "/o/A\\u002d1")
                        .replace("track('<order_id>')", "track('A\\u002d1')")
                        .replace("<order_id>", "A-1")
                        .replace("<brand_color|\"#0a7\">", "red\\00003b \\00007d ")
                        .replace("<brand_color>", "red\\00003b \\00007d ")
                        .replace("\"price\":<price>", "\"price\":12.50")
                        .replace("<price>", "12.50")
                        .replace("Hello <name>", "Hello &lt;Ada&gt;")
                        .replace("<name|\"customer\">", "&lt;Ada&gt;")
                        .replace("<=time>", "10:00")
                        .replace("<address.formatted_address>", "Via \"Roma\" 1")
                        .replace("<li><items[n].name></li>", "<li>Tea</li><li>Ham &amp; eggs</li>")
                        .replace("href=\"<link>\"", "href=\"https://e.com/?a=1&amp;b=2\"")
                        .replace("mail=<email|url>", "mail=a%2Bb%40c.d"));
        assertThat(taken(BodyType.HTML, template, false))
                .contains("ul", "li", "small")
                .doesNotContain("link");
    }

    private static List<String> taken(BodyType type, String template, boolean placeholders) {
        return RequestTemplate.mentions(Rendering.body(type, template)).stream()
                .filter(mention -> mention.isPlaceholder() == placeholders)
                .map(Mention::path)
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = RealMarkupTest.class.getResourceAsStream("/templates/" + name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        }
    }
}
