package dev.ringback.domain.template;

import static dev.ringback.domain.template.Rendering.errors;
import static dev.ringback.domain.template.Rendering.query;
import static dev.ringback.domain.template.Rendering.render;
import static dev.ringback.domain.template.Rendering.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.ProfileSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTemplateTest {
    private static final String DATA = "{\"id\":\"a b/ü?&=+%#~\",\"n\":5,\"o\":{\"x\":1},\"bad\":\"\\ud800\"}";
    private static final String ID = "a%20b%2F%C3%BC%3F%26%3D%2B%25%23~";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://example.com|https://example.com/",
                "HTTPS://Example.COM:443/A|https://example.com/A",
                "http://example.com:80/|http://example.com/",
                "http://example.com:8080?x=1|http://example.com:8080/?x=1",
                "https://example.com/<id>/x|https://example.com/" + ID + "/x",
                "https://example.com/h?id=<id>&n=<n>|https://example.com/h?id=" + ID + "&n=5",
                "https://example.com?id=<n>|https://example.com/?id=5",
                "https://example.com/<o>|https://example.com/%7B%22x%22%3A1%7D",
                "https://example.com/<bad>|https://example.com/%EF%BF%BD",
                "https://example.com/[<unknown>]|https://example.com/%5B%5D",
                "https://example.com/a%2Fb/ü/😀|https://example.com/a%2Fb/%C3%BC/%F0%9F%98%80",
                "https://bücher.example/|https://xn--bcher-kva.example/",
                "http://[::1]:8080/x|http://[::1]:8080/x",
                "http://127.0.0.1:9/x|http://127.0.0.1:9/x",
                "http://my_service:9/x|http://my_service:9/x",
                "http://localhost/;a=(1)!*'$,@:|http://localhost/;a=(1)!*'$,@:",
                "https://example.com./|https://example.com./",
            })
    void rendersUrls(String template, String expected) {
        assertThat(render(url(template), DATA).url()).isEqualTo(expected);
    }

    @Test
    void givesTheOriginInItsParts() {
        assertThat(render(url("http://[2001:DB8::1]/x"), "{}").origin())
                .isEqualTo(new Origin(false, "2001:db8::1", 80));
        assertThat(render(url("https://example.com:8443/x"), "{}").origin().authority())
                .isEqualTo("example.com:8443");
        assertThat(new Origin(true, "::1", 443).authority()).isEqualTo("[::1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|expected http:// or https:// at character 1",
                "example.com/hook|expected http:// or https:// at character 1",
                "ftp://example.com|expected http:// or https:// at character 1",
                "http:/example.com|expected http:// or https:// at character 1",
                "<scheme>://example.com|placeholder in the scheme, which must be http or https, at character 1",
                "https://<host>/x|placeholder in the host at character 9",
                "https://a.<host>.com:80/x|placeholder in the host at character 11",
                "https://example.com:<port>/x|placeholder in the port at character 21",
                "https://<id>|placeholder in the host at character 9",
                "https://user:pw@example.com/|a user or password before the host: use a header instead at character 9",
                "https:///x|no host at character 9",
                "https://:80/x|no host at character 9",
                "https://example.com:0/|the port must be 1 to 65535 at character 21",
                "https://example.com:65536/|the port must be 1 to 65535 at character 21",
                "https://example.com:/|the port must be 1 to 65535 at character 21",
                "https://example.com:8x/|the port must be 1 to 65535 at character 21",
                "https://exa mple.com/|not a host name at character 9",
                "https://-a.com/|not a host name at character 9",
                "https://a..com/|not a host name at character 9",
                "https://a%41.com/|not a host name at character 9",
                "http://256.1.1.1/|not a host name at character 8",
                "http://0x7f.1/|not a host name at character 8",
                "http://2130706433/|not a host name at character 8",
                "http://010.0.0.1/|not a host name at character 8",
                "http://[::1/|not an IPv6 address at character 8",
                "http://[/|not an IPv6 address at character 8",
                "http://[]/|not an IPv6 address at character 8",
                "http://[1.2.3.4]/|not an IPv6 address at character 8",
                "http://[fe80::1%25eth0]/|not an IPv6 address at character 8",
                "http://[::g]/|not an IPv6 address at character 8",
                "http://[::1]x/|not an IPv6 address at character 8",
                "https://a.com/x#top|a '#': the fragment of a URL is never sent at character 16",
                "https://a.com#top|a '#': the fragment of a URL is never sent at character 14",
                "https://a.com/x y|a space or control character at character 16",
                "https://a.com/100%|a '%' without two hexadecimal digits at character 18",
                "https://a.com/%zz|a '%' without two hexadecimal digits at character 15",
                "https://a.com/<b c>|a '<' that belongs to no placeholder at character 15",
                "https://a.com/b>c|a '>' that belongs to no placeholder at character 16",
                "https://a.com/<id|a placeholder without its closing '>' at character 15",
                "https://a.com/<a..b>|not the name of a placeholder at character 15",
            })
    void saysWhatIsWrongWithAUrl(String url, String detail) {
        assertThat(errors(url(url))).containsExactly(new TemplateError("/url", detail));
    }

    @Test
    void appendsTheParametersInTheirOrder() {
        assertThat(render(query("status", "<n>", "a b&", "x <id>", "none", "<unknown>", "lit", "a < b"), DATA)
                        .target())
                .isEqualTo("/hook?status=5&a%20b%26=x%20" + ID + "&none=&lit=a%20%3C%20b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"/h|/h?a=1", "/h?x=1|/h?x=1&a=1", "/h?|/h?a=1", "/h?x&|/h?x&a=1", "/h?x=<n>|/h?x=5&a=1", "|/?a=1"})
    void joinsTheQueryOfTheUrlAndTheParameters(String path, String target) {
        ProfileSpec.Request plain = query("a", "1");
        String url = "https://example.com" + (path == null ? "" : path);

        assertThat(render(
                                new ProfileSpec.Request(
                                        plain.method(), url, plain.headers(), plain.query(), plain.body()),
                                DATA)
                        .target())
                .isEqualTo(target);
    }

    @Test
    void namesTheParameterThatIsWrong() {
        assertThat(errors(query("", "x", "ok", "y", "b", "<a..b>")))
                .containsExactly(
                        new TemplateError("/query/0/name", "a query parameter needs a name"),
                        new TemplateError("/query/2/value", "not the name of a placeholder at character 1"));
    }
}
