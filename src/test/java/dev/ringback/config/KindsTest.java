package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KindsTest {
    @ParameterizedTest
    @CsvSource({"250ms,PT0.25S", "10s,PT10S", "5m,PT5M", "2h,PT2H", "1d,PT24H", "10 s,PT10S", "0s,PT0S"})
    void readsTimes(String text, Duration expected) throws Unfit {
        assertThat(Kinds.duration("0s", "1d", "").read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10", "s", "-1s", "1.5s", "10sec", "10 S", "2d", "999999999999d", "9999999999999s", "1h30m"})
    void refusesWhatIsNoTimeOrOutOfBounds(String text) {
        refuses(Kinds.duration("0s", "1d", ""), text);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "17,17", "512B,512", "256KiB,262144", "8MiB,8388608", "2GiB,2147483648", "1 KiB,1024"})
    void readsSizes(String text, long expected) throws Unfit {
        assertThat(Kinds.size("0", "2GiB", "").read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KiB", "-1B", "1KB", "1kb", "1.5MiB", "3GiB", "999999999999GiB"})
    void refusesWhatIsNoSizeOrOutOfBounds(String text) {
        refuses(Kinds.size("0", "2GiB", ""), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "1.0", "0x10", "4", "11", "-5", "99999999999999999999", " 5"})
    void refusesWhatIsNoNumberOrOutOfBounds(String text) {
        refuses(Kinds.number(5, 10, ""), text);
    }

    @Test
    void keepsBoundsAllowed() throws Unfit {
        assertThat(Kinds.number(5, 10, "").read("5")).isEqualTo(5);
        assertThat(Kinds.number(5, 10, "").read("10")).isEqualTo(10);
    }

    @Test
    void readsFlagsAndChoicesInAnyCase() throws Unfit {
        assertThat(Kinds.flag().read("TRUE")).isTrue();
        assertThat(Kinds.flag().read("false")).isFalse();
        assertThat(Kinds.choice(List.of("tls", "starttls")).read("StartTLS")).isEqualTo("starttls");
        refuses(Kinds.flag(), "yes");
        refuses(Kinds.choice(List.of("tls")), "ssl");
    }

    @Test
    void takesAnEmptyTextForNoneOnlyWhereThatIsAllowed() throws Unfit {
        assertThat(Kinds.host().optional().read("")).isEmpty();
        assertThat(Kinds.host().optional().read("db")).isEqualTo(Optional.of("db"));
        refuses(Kinds.host(), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "0.0.0.0", "::1", "fe80::1", "db-1.example.com", "my_host"})
    void knowsHosts(String text) throws Unfit {
        assertThat(Kinds.host().read(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "http://a", "a/b", "-a", "a:80", "a\nb"})
    void refusesWhatIsNoHost(String text) {
        refuses(Kinds.host(), text);
    }

    @Test
    void readsMembers() throws Unfit {
        assertThat(Kinds.members().read("")).isEmpty();
        assertThat(Kinds.members().read("a:5701, 10.0.0.2:5702,[::1]:5703"))
                .containsExactly("a:5701", "10.0.0.2:5702", "[::1]:5703");
        refuses(Kinds.members(), "a");
        refuses(Kinds.members(), "a:5701,");
        refuses(Kinds.members(), "a:70000");
    }

    @Test
    void readsWebAddressesAndDropsTheLastSlash() throws Unfit {
        assertThat(Kinds.webUrl().read("https://ringback.example.com:8443/in/"))
                .isEqualTo("https://ringback.example.com:8443/in");
        for (String bad : List.of(
                "ftp://a",
                "a",
                "http://",
                "http://u:p@a",
                "http://a?b",
                "http://a#b",
                "http://a:99999",
                "http://a b")) {
            refuses(Kinds.webUrl(), bad);
        }
    }

    @Test
    void readsMailAddresses() throws Unfit {
        assertThat(Kinds.mailAddress().read("a@example.com")).isEqualTo("a@example.com");
        assertThat(Kinds.mailAddress().read("Ringback <a@localhost>")).isEqualTo("Ringback <a@localhost>");
        for (String bad : List.of("", "a", "a@", "@b", "a@b\r\nBcc: c@d", "a b@c", "<a@b>", "a@b,c@d")) {
            refuses(Kinds.mailAddress(), bad);
        }
    }

    @Test
    void wantsAKeyOf32Bytes() throws Unfit {
        String good = "A".repeat(43) + "=";
        assertThat(Kinds.base64(32).read(good).value()).isEqualTo(good);
        assertThatThrownBy(() -> Kinds.base64(32).read("AAAA")).hasMessageContaining("base64 of 3 bytes");
        assertThatThrownBy(() -> Kinds.base64(32).read("no base64!")).hasMessageContaining("not base64");
    }

    @Test
    void wantsAnApiKeyThatCanStandInAHeader() throws Unfit {
        assertThat(Kinds.apiKey(20, 200).read("x".repeat(20)).value()).hasSize(20);
        refuses(Kinds.apiKey(20, 200), "x".repeat(19));
        refuses(Kinds.apiKey(20, 200), "x".repeat(20) + " ");
        refuses(Kinds.apiKey(20, 200), "x".repeat(20) + "é");
        refuses(Kinds.apiKey(20, 200), "x".repeat(201));
    }

    private static void refuses(Kind<?> kind, String text) {
        assertThatThrownBy(() -> kind.read(text)).as(text).isInstanceOf(Unfit.class);
    }
}
