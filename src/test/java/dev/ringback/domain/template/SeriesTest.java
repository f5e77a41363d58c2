package dev.ringback.domain.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.BodyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code <parts[n]>} becomes in each place. */
class SeriesTest {
    private static final String THREE =
            "{\"parts\":[\"a&1\",{\"id\":2},null],\"none\":[],\"x\":9,\"to\":[{\"id\":1},{\"no\":1},{\"id\":\"z\"}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{\"p\":\"<parts[n]>\"}~{\"p\":[\"a&1\",{\"id\":2},null]}",
                "{\"p\":<parts[n]>}~{\"p\":[\"a&1\",{\"id\":2},null]}",
                "<parts[n]>~[\"a&1\",{\"id\":2},null]",
                "{\"p\":\"<none[n]>\"}~{\"p\":[]}",
                "{\"p\":\"<missing[n]>\"}~{\"p\":[]}",
                "{\"p\":\"<x[n]>\"}~{\"p\":[]}",
                "{\"p\":\"<to[n].id>\"}~{\"p\":[1,\"\",\"z\"]}",
                "{\"p\":\"<to[n].id|\"-\">\"}~{\"p\":[1,\"-\",\"z\"]}",
                "{\"p\":\"<to[n].id|null>\"}~{\"p\":[1,null,\"z\"]}",
                "{\"p\":\"all: <to[n].id>.\"}~{\"p\":\"all: 1,,z.\"}",
                "[\"<parts[n]>\"]~[\"a&1\",{\"id\":2},null]",
                "[<parts[n]>]~[\"a&1\",{\"id\":2},null]",
                "[\"<none[n]>\"]~[]",
                "[0, \"<to[n].id>\", 4]~[0,1,\"\",\"z\", 4]",
                "[0, \"<none[n]>\", 4]~[0, 4]",
                "[\"<none[n]>\", 4]~[ 4]",
                "[0, \"<none[n]>\"]~[0]",
                "[\"<none[n]>\", \"<none[n]>\"]~[ ]",
                "[\"<none[n]>\", \"<to[n].id>\"]~[ 1,\"\",\"z\"]",
                "[\"<to[n].id>\",\"<none[n]>\"]~[1,\"\",\"z\"]",
                "[\"<to[n].id>\",\"<none[n]>\",<none[n]>,\"<x>\"]~[1,\"\",\"z\",9]",
                "[<x>,\"<none[n]>\" , <to[n].id>]~[9 ,1,\"\",\"z\"]",
                "{\"to[n]\":\"<to[n].id>\"}~{\"to[0]\":1,\"to[1]\":\"\",\"to[2]\":\"z\"}",
                "{\"to[n].id\" : <to[n].id>, \"x\":1}~{\"to[0].id\":1,\"to[1].id\":\"\",\"to[2].id\":\"z\", \"x\":1}",
                "{\"none[n]\":\"<none[n]>\"}~{}",
                "{\"none[n]\":\"<none[n]>\",\"x\":1}~{\"x\":1}",
                "{\"x\":1, \"none[n]\":\"<none[n]>\"}~{\"x\":1}",
                "{\"x\":1,\"none[n]\":\"<none[n]>\",\"y\":2}~{\"x\":1,\"y\":2}",
                "{\"x\":\"<x>\",\"to[n]\":\"<to[n].id>\",\"y\":2}~{\"x\":9,\"to[0]\":1,\"to[1]\":\"\",\"to[2]\":\"z\",\"y\":2}",
                "{\"to[n]\":\"x <to[n].id>\"}~{\"to[n]\":\"x 1,,z\"}",
                "{\"<to[n].id>\":1}~{\"1,,z\":1}",
            })
    void inJson(String template, String expected) {
        assertThat(Rendering.json(template, THREE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "parts[n]~/hook?a=1&parts%5B0%5D=a%261&parts%5B1%5D=%7B%22id%22%3A2%7D&parts%5B2%5D=&z=9",
                "part~/hook?a=1&part=a%261&part=%7B%22id%22%3A2%7D&part=&z=9",
            })
    void inAQuery(String name, String target) {
        assertThat(Rendering.render(Rendering.query("a", "1", name, "<parts[n]>", "z", "<x>"), THREE)
                        .target())
                .isEqualTo(target);
    }

    @Test
    void aQueryParameterWithoutElementsIsLeftOut() {
        assertThat(Rendering.render(Rendering.query("a", "1", "p", "<none[n]>", "z", "9"), THREE)
                        .target())
                .isEqualTo("/hook?a=1&z=9");
        assertThat(Rendering.render(Rendering.query("p", "<none[n]>", "q", "<none[n]>", "z", "9"), THREE)
                        .target())
                .isEqualTo("/hook?z=9");
        assertThat(Rendering.render(Rendering.query("z", "9", "p", "<none[n]>"), THREE)
                        .target())
                .isEqualTo("/hook?z=9");
    }

    @Test
    void withinATextTheElementsAreJoined() {
        assertThat(Rendering.render(Rendering.query("p", "ids <to[n].id>"), THREE)
                        .target())
                .isEqualTo("/hook?p=ids%201%2C%2Cz");
        assertThat(Rendering.text("<to[n].id> [<none[n]>]", THREE)).isEqualTo("1,,z []");
        assertThat(Rendering.header("<to[n].id>", THREE)).isEqualTo("1,,z");
        assertThat(Rendering.xml("<a b=\"<to[n].id>\">x<to[n].id></a>", THREE)).isEqualTo("<a b=\"1,,z\">x1,,z</a>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "https://h/p?to[n]=<to[n].id>~/p?to%5B0%5D=1&to%5B1%5D=&to%5B2%5D=z",
                "https://h/p?a=1&to=<to[n].id>&b=<x>~/p?a=1&to=1&to=&to=z&b=9",
                "https://h/p?a=<none[n]>&b=<x>~/p?b=9",
                "https://h/p?a=<x>&b=<none[n]>~/p?a=9",
                "https://h/p?a=<none[n]>&b=<none[n]>&c=<to[n].id>~/p?c=1&c=&c=z",
                "https://h/p?a=-<to[n].id>~/p?a=-1%2C%2Cz",
                "https://h/<to[n].id>/p~/1%2C%2Cz/p",
            })
    void inAUrl(String url, String target) {
        assertThat(Rendering.render(Rendering.url(url), THREE).target()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "<r><part><parts[n]></part></r>~<r><part>a&amp;1</part><part>{\"id\":2}</part><part></part></r>",
                "<r>x<part a='<x>'><to[n].id></part >y</r>~<r>x<part a='9'>1</part ><part a='9'></part ><part a='9'>z</part >y</r>",
                "<r><part><none[n]></part></r>~<r></r>",
                "<r><part> <to[n].id></part></r>~<r><part> 1,,z</part></r>",
                "<r><part a=\"1\"/><to[n].id></r>~<r><part a=\"1\"/>1,,z</r>",
                "<r><a><b><to[n].id></b></a></r>~<r><a><b>1</b><b></b><b>z</b></a></r>",
            })
    void anElementOfXmlIsRepeated(String template, String expected) {
        assertThat(Rendering.xml(template, THREE)).isEqualTo(expected);
    }

    @Test
    void anElementOfHtmlIsRepeated() {
        assertThat(Rendering.html("<ul>\n<LI class=<x>><to[n].id></li>\n</ul>".replace("<x>>", "\"<x>\">"), THREE))
                .isEqualTo("<ul>\n<LI class=\"9\">1</li><LI class=\"9\"></li><LI class=\"9\">z</li>\n</ul>");
    }

    @Test
    void theRootIsNotRepeated() {
        assertThat(Rendering.errors(Rendering.body(BodyType.XML, "<r><to[n].id></r>")))
                .containsExactly(new TemplateError(
                        "/body/template",
                        "all elements of a list in the root element, of which there must be one, at character 4"));
    }
}
