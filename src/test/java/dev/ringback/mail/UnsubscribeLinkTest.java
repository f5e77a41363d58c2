package dev.ringback.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyHash;
import dev.ringback.mail.UnsubscribeLink.Leaving;
import dev.ringback.mail.UnsubscribeLink.List;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribeLinkTest {
    private static final Leaving ANNA = new Leaving(AccountId.DEFAULT, "anna@example.com", List.REPORTS);

    private final UnsubscribeLink link = new UnsubscribeLink(
            "https://ringback.example",
            who -> KeyHash.of("a secret" + new String(who, UTF_8)).sha256());

    @Test
    void namesTheRecipientItWasMadeFor() {
        String path = link.url(ANNA).substring("https://ringback.example".length());
        assertThat(link.read(path)).contains(ANNA);
    }

    @Test
    void isNoGoodForAnother() {
        String path = link.url(ANNA).substring("https://ringback.example".length());
        String bert = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("REPORTS\ndefault\nbert@example.com".getBytes(UTF_8));
        assertThat(link.read(UnsubscribeLink.PREFIX + bert + path.substring(path.indexOf('.'))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/unsubscribe/", "/unsubscribe/.", "/unsubscribe/a.b", "/unsubscribe/%%.%%", "/unsubscribe/a.b.c"
            })
    void whatIsNoneOfOursIsNotRead(String path) {
        assertThat(link.read(path)).isEmpty();
    }
}
