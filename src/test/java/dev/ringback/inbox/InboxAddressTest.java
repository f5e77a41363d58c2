package dev.ringback.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.InboxId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxAddressTest {
    private static final InboxId ID = new InboxId(new UUID(0x0190_0000_0000_7000L, 42));
    private static final InboxAddress HERE = InboxAddress.below("http://127.0.0.1:8080");

    @Test
    void isThePublicUrlWithTheId() {
        assertThat(HERE.url(ID)).isEqualTo("http://127.0.0.1:8080/inbox/" + ID);
        assertThat(InboxAddress.below("https://Ringback.example/base/").url(ID))
                .isEqualTo("https://Ringback.example/base/inbox/" + ID);
    }

    @ParameterizedTest
    @CsvSource({"/inbox/ID", "/inbox/ID/", "/inbox/ID/a/b.json", "/inbox/ID?a=1", "/inbox/ID/a?b=/../%2e"})
    void knowsItsOwn(String path) {
        assertThat(HERE.isOwn("127.0.0.1", 8080, path.replace("ID", ID.toString())))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 8081, /inbox/ID",
        "127.0.0.2, 8080, /inbox/ID",
        "127.0.0.1, 8080, /inbox/",
        "127.0.0.1, 8080, /inbox/inbox_1",
        "127.0.0.1, 8080, /v1/callbacks",
        "127.0.0.1, 8080, /inboxID",
        "127.0.0.1, 8080, /inbox/ID/../../metrics",
        "127.0.0.1, 8080, /inbox/ID/%2E%2e/metrics",
        "127.0.0.1, 8080, /inbox/ID/./x"
    })
    void knowsWhatIsNot(String host, int port, String path) {
        assertThat(HERE.isOwn(host, port, path.replace("ID", ID.toString()))).isFalse();
    }

    @Test
    void takesTheSchemesPortAndAnyCaseOfTheHost() {
        InboxAddress secure = InboxAddress.below("https://ringback.example");
        InboxAddress six = InboxAddress.below("http://[::1]:8080");

        assertThat(secure.isOwn("RINGBACK.example", 443, "/inbox/" + ID)).isTrue();
        assertThat(secure.isOwn("ringback.example", 80, "/inbox/" + ID)).isFalse();
        assertThat(six.isOwn("::1", 8080, "/inbox/" + ID)).isTrue();
        assertThat(six.isOwn("[::1]", 8080, "/inbox/" + ID)).isTrue();
    }
}
