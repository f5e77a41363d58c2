package dev.ringback.domain.template;

import static dev.ringback.domain.template.Rendering.errors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.BodyType;
import dev.ringback.domain.template.pattern.Mention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTest {
    private static final String DATA = """
            {"id":"7","name":"A<b>&\\"'\\r\\n\\t>","body":"B","source":"S","url":"https://x/?a=1&b=2","u":"https://x/?a=1&b=2","js":"JavaScript:alert(1)",
             "js2":" java\\nscript:x","cd":"a]]>b]","hy":"--a--","nul":"\\u0000\\u0001\\uffff\\ud800","end":"</script>\\u2028",
             "o":{"a":"</script>'"},"color":"#fff;}</style>"}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '§',
            value = {
                "<r><id></r>~<r>7</r>",
                "<r><id><=id></id></r>~<r><id>7</id></r>",
                "<r a=\"<id>\"><id><=id></id></r>~<r a=\"7\"><id>7</id></r>",
                "<r><id/><id></r>~<r><id/>7</r>",
                "<r><ID><=ID></ID><id></r>~<r><ID></ID>7</r>",
                "<r><body></r>~<r>B</r>",
                "<r><name></r>~<r>A&lt;b&gt;&amp;\"'&#13;¶\t&gt;</r>",
                "<r a='<name>'/>~<r a='A&lt;b&gt;&amp;&quot;&#39;&#13;&#10;&#9;&gt;'/>",
                "<r a=\"x <id>, <body> \"/>~<r a=\"x 7, B \"/>",
                "<r a=\"<missing|\"none\">\"/>~<r a=\"none\"/>",
                "<r><nul></r>~<r>\ufffd\ufffd\ufffd\ufffd</r>",
                "<r><![CDATA[<cd>]]></r>~<r><![CDATA[a]]]]><![CDATA[>b]]]><![CDATA[]]></r>",
                "<r><![CDATA[<p>Hi <body><br></p>]]></r>~<r><![CDATA[<p>Hi B<br></p>]]></r>",
                "<r><!-- <hy> --></r>~<r><!-- - -a- -  --></r>",
                "<r><!--<missing>--></r>~<r><!-- --></r>",
                "<r>&amp;&#65;&#x41;<id></r>~<r>&amp;&#65;&#x41;7</r>",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>¶<!-- c --><r/>¶~<?xml version=\"1.0\" encoding=\"UTF-8\"?>¶<!-- c --><r/>¶",
                "<!DOCTYPE cXML SYSTEM \"http://x/c.dtd\"><cXML t=\"<id>\"/>~<!DOCTYPE cXML SYSTEM \"http://x/c.dtd\"><cXML t=\"7\"/>",
                "<?php echo ?><r/>~<?php echo ?><r/>",
                "<s:r xmlns:s=\"urn:s\" xml:lang=\"<id>\"><s:b><id></s:b></s:r>~<s:r xmlns:s=\"urn:s\" xml:lang=\"7\"><s:b>7</s:b></s:r>",
                "<a.b><=a.b><id></a.b>~<a.b>7</a.b>",
            })
    void xml(String template, String expected) {
        assertThat(Rendering.xml(template.replace("¶", "\n"), DATA)).isEqualTo(expected.replace("¶", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '§',
            value = {
                "<p>Hi <name><br><id>~<p>Hi A&lt;b&gt;&amp;\"'&#13;¶\t&gt;<br>7",
                "<BODY><source><=source><=BODY></BODY>~<BODY><source>S</BODY>",
                "<x-y><id></x-y><x-z>~<x-y>7</x-y>",
                "<a href=\"<u>\"><u></a>~<a href=\"https://x/?a=1&amp;b=2\"><u></a>",
                "<a href=\"<u>\"><=u></a>~<a href=\"https://x/?a=1&amp;b=2\">https://x/?a=1&amp;b=2</a>",
                "<a href='<js>'>~<a href='unsafe:JavaScript:alert(1)'>",
                "<a href='<js2>'>~<a href='unsafe: java&#10;script:x'>",
                "<a href='x?<js>'>~<a href='x?JavaScript:alert(1)'>",
                "<a href='https://x/?q=<u|url>'>~<a href='https://x/?q=https%3A%2F%2Fx%2F%3Fa%3D1%26b%3D2'>",
                "<a title=\"<source> <b>\">~<a title=\"S \">",
                "1 < 2 <3 <- <id>~1 < 2 <3 <- 7",
                "<td width=100 nowrap><id></td>~<td width=100 nowrap>7</td>",
                "<title><id> <b></title>~<title>7 <b></title>",
                "<pre><id></pre><textarea><id></textarea>~<pre>¶7</pre><textarea>¶7</textarea>",
                "<script>var a = <name>, b = \"x <end>\";</script>~<script>var a = "
                        + "\"A\\u003cb\\u003e\\u0026\\u0022\\u0027\\u000d\\u000a\\u0009\\u003e\", b = \"x "
                        + "\\u003c\\u002fscript\\u003e\\u2028\";</script>",
                "<script>var a = <o>; // it's\\nvar b = '<id>';</script>~<script>var a = {\"a\":\"\\u003c\\u002fscript\\u003e\\u0027\"}; "
                        + "// it's\\nvar b = '7';</script>",
                "<script>/* \" */ x(<missing>, `<id>`, <id>)</script>~<script>/* \" */ x(\"\", `7`, \"7\")</script>",
                "<script type=\"application/ld+json\">{\"id\":\"<id>\",\"u\":\"https://x/<id>\"}</script>~"
                        + "<script type=\"application/ld+json\">{\"id\":\"7\",\"u\":\"https://x/7\"}</script>",
                "<p onclick=\"f(<end>, '<id>', &quot;<id>&quot;)\">~<p onclick=\"f(&quot;\\u003c\\u002fscript\\u003e\\u2028&quot;, '7', "
                        + "&quot;7&quot;)\">",
                "<style>a{color:<color>}</style>~<style>a{color:#fff\\00003b \\00007d \\00003c \\00002f style\\00003e }</style>",
                "<p style=\"color:<color>\">~<p style=\"color:#fff\\00003b \\00007d \\00003c \\00002f style\\00003e \">",
                "<!--[if mso]><v:rect href=\"<url>\"><![endif]--><id>~<!--[if mso]><v:rect href=\"https://x/?a=1&amp;b=2\"><![endif]-->7",
                "<!--[if !mso]><!--><id><!--<![endif]-->~<!--[if !mso]><!-->7<!--<![endif]-->",
                "<!--><id>~<!-->7",
                "<!doctype html><html><id>~<!doctype html><html>7",
                "&nbsp;<id>&copy;~&nbsp;7&copy;",
            })
    void html(String template, String expected) {
        assertThat(Rendering.html(template.replace("¶", "\n"), DATA)).isEqualTo(expected.replace("¶", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '§',
            value = {
                "§§~not well-formed XML: there is no element at character 1",
                "<r>~not well-formed XML: a placeholder outside the root element at character 1",
                "<r><id></id>~not well-formed XML: </id> where …",
                "<r></r><s></s>~not well-formed XML: a second root element outside the root element at character 8",
                "<r></r>x~not well-formed XML: text outside the root element at character 8",
                "<r></r><id>~not well-formed XML: a placeholder outside the root element at character 8",
                "<id><id></id>~not well-formed XML: <id> is not closed at character 1; for the placeholder write <=id>",
                "<r><id><id></id></r>~not well-formed XML: </r> where </id> is expected at character 17; for the placeholder write <=id>",
                "<r a=\"1\" a=\"2\"/>~not well-formed XML: an attribute given twice at character 10",
                "<r a=1/>~a value without quotes at character 6; put it in quotes, as in href=\"<url>\"",
                "<r a/>~an attribute without a value at character 4",
                "<r a=<id>/>~a value without quotes at character 6; put it in quotes, as in href=\"<url>\"",
                "<r <id>=\"1\"/>~a '<' within a tag at character 4; a placeholder can stand in a value in quotes only",
                "<r>a & b</r>~not well-formed XML: a '&' that begins none of its references at character 6; write &amp;",
                "<r>&nbsp;</r>~not well-formed XML: a '&' that begins none of its references at character 4; write &#160;",
                "<r>&#0;</r>~not well-formed XML: a '&' that begins none of its references at character 4; write &amp;",
                "<r a=\"&b;\"/>~not well-formed XML: a '&' that begins none of its references at character 7; write &amp;",
                "<r a=\"<>\"/>~not well-formed XML: a '<' in an attribute at character 7; write &lt;",
                "<r>a < b</r>~not well-formed XML: a '<' that begins neither an element nor a placeholder at character 6; write &lt;",
                "<r>]]></r>~not well-formed XML: a ']]>' that ends nothing at character 4; write ]]&gt;",
                "<r><!-- a -- b --></r>~not well-formed XML: two hyphens in a comment at character 11",
                "<r><!-- a </r>~a comment without its closing '-->' at character 4",
                "<r><![CDATA[ a </r>~a CDATA section without its closing ']]>' at character 4",
                "<r><?x <id>?></r>~a placeholder in a processing instruction at character 8; put it into an element",
                "<r><id</r>~not well-formed XML: a '<' …",
                "<r></r><id~a placeholder without its closing '>' at character 8",
                "<r a=\"<id\"/>~a placeholder without its closing '>' at character 7",
                "<r a=\"x~a tag without its closing '>' at character 1",
                "<r><s></r></s~a tag without its closing '>' at character 11",
                "<s:r></s:r>~not well-formed XML: the prefix s is not declared at character 2; add xmlns:s=\"…\" to an element around it",
                "<r xmlns:s=\"<id>\"></r>~a placeholder in the name of a namespace at character 4",
                "§ <?xml version=\"1.0\"?><r></r>§~not well-formed XML: the declaration must be the very first at character 2",
                "<?xml version=\"1.0\" encoding=\"latin1\"?><r></r>~another encoding than UTF-8, in which bodies are sent, at character 31",
                "<!DOCTYPE r [<!ENTITY x \"y\">]><r></r>~declarations within the document's type at character 1; many receivers "
                        + "refuse them; leave them out",
                "<r><id|uper></r>~the unknown format uper at character 4; did you mean upper?",
            })
    void saysWhereATemplateIsNotXml(String template, String detail) {
        String said = errors(Rendering.body(BodyType.XML, template)).get(0).detail();

        if (detail.endsWith("…")) {
            assertThat(said).isNotEmpty();
        } else {
            assertThat(said).isEqualTo(detail);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '§',
            value = {
                "<a href=<u>>~a value without quotes at character 9; put it in quotes, as in href=\"<url>\"",
                "<a href=x<id>>~a placeholder in a value without quotes at character 10; put it in quotes, as in href=\"<url>\"",
                "<input <id>>~a '<' within a tag at character 8; a placeholder can stand in a value in quotes only",
                "<iframe><id></iframe>~a placeholder in <iframe>, where no text can be escaped, at character 9",
                "<p srcdoc=\"<id>\">~a placeholder in a document within an attribute at character 12",
                "<script>x~<script> without its closing </script> at character 1",
                "<p class=\"x>~a tag without its closing '>' at character 1",
                "<!-- x~a comment without its closing '-->' at character 1",
                "<!doctype <id>>~a placeholder in a declaration at character 11; put it into an element",
                "<p>¶<name~a placeholder without its closing '>' at character 5 (line 2, column 1)",
            })
    void saysWhereATemplateIsNotHtml(String template, String detail) {
        assertThat(errors(Rendering.body(BodyType.HTML, template.replace("¶", "\n"))))
                .containsExactly(new TemplateError("/body/template", detail));
    }

    @Test
    void tellsWhatWasTakenForWhat() {
        assertThat(RequestTemplate.mentions(Rendering.body(BodyType.HTML, "<p><p><name|upper></p><=source>")))
                .containsExactly(
                        new Mention("/body/template", 1, "<p>", "p", false),
                        new Mention("/body/template", 7, "<name|upper>", "name", true),
                        new Mention("/body/template", 23, "<=source>", "source", true));
        assertThat(RequestTemplate.mentions(Rendering.url("https://h/<a>?b=<c[0].d>")))
                .containsExactly(
                        new Mention("/url", 11, "<a>", "a", true), new Mention("/url", 17, "<c[0].d>", "c[0].d", true));
    }
}
