package dev.ringback.domain.template;

import static dev.ringback.domain.template.Rendering.body;
import static dev.ringback.domain.template.Rendering.callback;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.BodyType;
import dev.ringback.domain.Encryption;
import dev.ringback.domain.Header;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.SecretText;
import dev.ringback.domain.cipher.AesAlgorithm;
import dev.ringback.domain.cipher.Ciphers;
import dev.ringback.domain.cipher.IvChoice;
import dev.ringback.domain.json.JsonCursor;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class EncryptedTemplateTest {
    private static final String KEY = "0123456789abcdef";
    private static final String IV = "fedcba9876543210";

    private final Scratch scratch = new Scratch(1 << 20, new Ciphers(new SplittableRandom(1)));

    @Test
    void everyValueOfABodyIsEncryptedAsTextAndTheRestStaysReadable() {
        var rendered = json(
                "{\"to\":\"<to>\",\"text\":\"re: <text>\",\"fixed\":1}",
                "{\"to\":\"+49\",\"text\":\"a \\\"b\\\" \\u00fc\"}");

        assertThat(rendered)
                .isEqualTo("{\"to\":\"" + encrypted("+49") + "\",\"text\":\"re: " + encrypted("a \"b\" ü")
                        + "\",\"fixed\":1}");
    }

    @Test
    void whatIsNoTextIsEncryptedAsItsJson() {
        assertThat(json("{\"n\":<n>,\"o\":\"<o>\",\"l\":<l>}", "{\"n\":1.50,\"o\":{\"a\": true},\"l\":[1,2]}"))
                .isEqualTo("{\"n\":\"" + encrypted("1.50") + "\",\"o\":\"" + encrypted("{\"a\": true}") + "\",\"l\":\""
                        + encrypted("[1,2]") + "\"}");
    }

    @Test
    void whatIsEmptyStaysSo() {
        assertThat(json("{\"a\":\"<a>\",\"b\":\"<b>\",\"c\":<c>,\"d\":\"x<c>\"}", "{\"a\":\"\",\"c\":null}"))
                .isEqualTo("{\"a\":\"\",\"b\":\"\",\"c\":null,\"d\":\"x\"}");
    }

    @Test
    void formatsAndDefaultsComeBeforeTheEncryption() {
        assertThat(json("{\"a\":\"<a|upper>\",\"b\":\"<b|'none'>\"}", "{\"a\":\"up\"}"))
                .isEqualTo("{\"a\":\"" + encrypted("UP") + "\",\"b\":\"" + encrypted("none") + "\"}");
    }

    @Test
    void eachElementOfAListIsEncryptedByItself() {
        assertThat(json(
                        "{\"ids\":[\"<parts[n].id>\"],\"all\":\"<parts[n].id>\"}",
                        "{\"parts\":[{\"id\":\"a\"},{\"id\":\"b\"}]}"))
                .isEqualTo("{\"ids\":[\"" + encrypted("a") + "\",\"" + encrypted("b") + "\"],\"all\":[\""
                        + encrypted("a") + "\",\"" + encrypted("b") + "\"]}");
    }

    @Test
    void inUrlQueryAndHeadersToo() {
        var request = Rendering.url("https://h/p/<id>?q=<id>");
        var withHeader = new ProfileSpec.Request(
                request.method(),
                request.url(),
                List.of(new Header("X-Id", "<id>", false)),
                List.of(),
                Optional.empty());

        var rendered = render(withHeader, all(), "{\"id\":\"~~~ a value whose base64 has + and / ÿÿÿ??>>\"}");

        var expected = encrypted("~~~ a value whose base64 has + and / ÿÿÿ??>>");
        assertThat(expected).contains("+").contains("/");
        assertThat(rendered.headers().get(0).value()).isEqualTo(expected);
        assertThat(rendered.target()).doesNotContain("+").startsWith("/p/");
        assertThat(rendered.target().substring(3, rendered.target().indexOf('?')))
                .doesNotContain("/");
        assertThat(URLDecoder.decode(rendered.target(), UTF_8)).isEqualTo("/p/" + expected + "?q=" + expected);
    }

    @Test
    void inXmlAndTextToo() {
        assertThat(text(body(BodyType.XML, "<a b=\"<id>\"><=id></a>"), all(), "{\"id\":\"7 & 8\"}"))
                .isEqualTo("<a b=\"" + encrypted("7 & 8") + "\">" + encrypted("7 & 8") + "</a>");
        assertThat(text(body(BodyType.TEXT, "id <id>"), all(), "{\"id\":\"7\"}"))
                .isEqualTo("id " + encrypted("7"));
    }

    @Test
    void chosenVariablesAreEncryptedWithTheirPartsAndWhatHoldsThem() {
        var template = "{\"a\":<a>,\"city\":\"<a.city>\",\"zip\":\"<a.zip>\",\"other\":\"<other>\"}";
        var data = "{\"a\":{\"city\":\"Bonn\",\"zip\":\"53\"},\"other\":\"o\"}";

        assertThat(text(body(BodyType.JSON, template), only("<a.city>"), data))
                .isEqualTo("{\"a\":\"" + encrypted("{\"city\":\"Bonn\",\"zip\":\"53\"}") + "\",\"city\":\""
                        + encrypted("Bonn") + "\",\"zip\":\"53\",\"other\":\"o\"}");
        assertThat(text(body(BodyType.JSON, template), only("<a>"), data))
                .contains("\"zip\":\"" + encrypted("53") + "\"")
                .contains("\"other\":\"o\"");
    }

    @Test
    void aChosenListStandsForEachOfItsElements() {
        var template = body(
                BodyType.JSON, "{\"one\":\"<parts[1].id>\",\"all\":\"<parts[n].id>\",\"other\":\"<parts[1].no>\"}");
        var data = "{\"parts\":[{},{\"id\":\"b\",\"no\":\"2\"}]}";

        assertThat(text(template, only("<parts[n].id>"), data))
                .isEqualTo("{\"one\":\"" + encrypted("b") + "\",\"all\":[\"\",\"" + encrypted("b")
                        + "\"],\"other\":\"2\"}");
    }

    @Test
    void whatRingbackFillsInStaysReadableUnlessItIsChosen() {
        var template = body(BodyType.JSON, "{\"attempt\":\"<attempt>\",\"at\":\"<event>\"}");

        assertThat(text(template, all(), "{}")).isEqualTo("{\"attempt\":3,\"at\":\"sms_send\"}");
        // The data's own value of that name is data.
        assertThat(text(template, all(), "{\"event\":\"mine\"}"))
                .isEqualTo("{\"attempt\":3,\"at\":\"" + encrypted("mine") + "\"}");
        assertThat(text(template, only("<attempt>"), "{\"event\":\"mine\"}"))
                .isEqualTo("{\"attempt\":\"" + encrypted("3") + "\",\"at\":\"mine\"}");
    }

    @Test
    void theStandardBodyHasItsDataEncryptedMemberByMember() {
        var request = new ProfileSpec.Request(
                dev.ringback.domain.Method.POST, Rendering.URL, List.of(), List.of(), Optional.empty());
        var data = " { \"to\" : \"+49\", \"n\":5, \"o\":{\"a\":[1]},\"nothing\":null , \"\\u00fc\":\"x\"} ";

        assertThat(text(request, all(), data))
                .startsWith("{\"id\":\"cb_")
                .endsWith("\"data\":{\"to\":\"" + encrypted("+49") + "\",\"n\":\"" + encrypted("5") + "\",\"o\":\""
                        + encrypted("{\"a\":[1]}") + "\",\"nothing\":null,\"ü\":\"" + encrypted("x") + "\"}}");
        assertThat(text(request, only("<to>", "<o.a>"), data))
                .endsWith("\"data\":{\"to\":\"" + encrypted("+49") + "\",\"n\":5,\"o\":\"" + encrypted("{\"a\":[1]}")
                        + "\",\"nothing\":null,\"ü\":\"x\"}}");
        assertThat(text(request, all(), "{}")).endsWith("\"data\":{}}");
        var cursor = new JsonCursor(text(request, all(), data).getBytes(UTF_8));
        cursor.skip();
        cursor.end();
    }

    @Test
    void aVariableThatNoTemplateNamesIsRefused() {
        var request = body(BodyType.JSON, "{\"m\":\"<message>\"}");

        assertThat(errors(request, only("<mesage>")))
                .containsExactly(new TemplateError(
                        "/encryption/variables/0",
                        "<mesage> is no placeholder of this profile; did you mean <message>?"));
        assertThat(errors(request, only("<message>", "message")))
                .containsExactly(new TemplateError(
                        "/encryption/variables/1", "not a placeholder such as <message> at character 1"));
        assertThat(errors(request, only("<message|upper>"))).hasSize(1);
        assertThat(errors(request, only("<message>"))).isEmpty();
    }

    @Test
    void nothingIsRenderedWhenItCannotBeEncrypted() {
        var template = RequestTemplate.compile(body(BodyType.TEXT, "<a>"), all())
                .fold(ready -> ready, errors -> {
                    throw new AssertionError(errors);
                });

        var rendered = template.render(callback("", "{\"a\":\"secret\"}"), 1, new Scratch(1000));

        assertThat(Rendering.reason(rendered)).isEqualTo("no key is at hand");
        // And the room that failed serves the next one.
        assertThat(text(body(BodyType.TEXT, "<a>"), all(), "{\"a\":\"secret\"}"))
                .isEqualTo(encrypted("secret"));
    }

    private String json(String template, String data) {
        return text(body(BodyType.JSON, template), all(), data);
    }

    private String text(ProfileSpec.Request request, Encryption encryption, String data) {
        return new String(render(request, encryption, data).body(), UTF_8);
    }

    private RenderedRequest render(ProfileSpec.Request request, Encryption encryption, String data) {
        var template = RequestTemplate.compile(request, encryption).fold(ready -> ready, errors -> {
            throw new AssertionError(errors);
        });
        return Rendering.rendered(template.render(callback("sms_send", data), 3, scratch));
    }

    private static List<TemplateError> errors(ProfileSpec.Request request, Encryption encryption) {
        return RequestTemplate.compile(request, encryption).fold(ready -> List.of(), errors -> errors);
    }

    private static Encryption all() {
        return only();
    }

    private static Encryption only(String... variables) {
        return new Encryption.OfValues(
                AesAlgorithm.AES_128_CFB,
                IvChoice.COMPATIBLE,
                new SecretText(KEY),
                Optional.of(new SecretText(IV)),
                List.of(variables));
    }

    private static String encrypted(String plain) {
        try {
            var cipher = Cipher.getInstance("AES/CFB/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(KEY.getBytes(UTF_8), "AES"),
                    new IvParameterSpec(IV.getBytes(UTF_8)));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain.getBytes(UTF_8)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
