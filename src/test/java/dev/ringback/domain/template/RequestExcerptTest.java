package dev.ringback.domain.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.BodyType;
import dev.ringback.domain.Header;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestExcerptTest {
    private static final Header SECRET = new Header("X-Key", "s3cret-<x>", true);
    private static final Header BEARER = new Header("Authorization", "Bearer s3cret", false);
    private static final Header OPEN = new Header("X-Name", "<x>", false);

    @Test
    void showsTheHeadWithoutSecretsAndTheBody() {
        RenderedRequest request = Rendering.render(
                        Rendering.body(BodyType.TEXT, "body <x>", SECRET, BEARER, OPEN), "{\"x\":\"Zoë\"}")
                .after(List.of(new Header("webhook-id", "cb_1", false)));

        assertThat(new String(RequestExcerpt.of(request, 1024).bytes(), UTF_8)).isEqualTo("""
                        POST https://example.com/hook
                        webhook-id: cb_1
                        content-type: text/plain; charset=utf-8
                        X-Key: ••••
                        Authorization: ••••
                        X-Name: Zoë

                        body Zoë""");
    }

    @Test
    void neverPassesItsBoundNorCutsACharacter() throws CharacterCodingException {
        RenderedRequest request =
                Rendering.render(Rendering.body(BodyType.TEXT, "é€😀".repeat(40), SECRET, OPEN), "{\"x\":\"é€😀\"}");

        for (int max = 0; max < 400; max++) {
            byte[] bytes = RequestExcerpt.of(request, max).bytes();
            assertThat(bytes).hasSizeBetween(Math.max(0, max - 3), max);
            assertThat(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString())
                    .doesNotContain("s3cret");
        }
    }
}
