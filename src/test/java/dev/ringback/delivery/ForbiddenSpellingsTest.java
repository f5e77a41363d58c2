package dev.ringback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.Settings;
import dev.ringback.domain.AddressGuard;
import dev.ringback.domain.Method;
import dev.ringback.domain.Network;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.template.Origin;
import dev.ringback.domain.template.RequestTemplate;
import dev.ringback.support.Await;
import dev.ringback.support.Receiver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way that is known to write an address that must not be called: refused when it is saved, and when it is called all the same. */
class ForbiddenSpellingsTest {
    private static final Vertx vertx = Vertx.vertx();

    static List<String> spellings() {
        return List.of("""
                127.0.0.1 127.0.0.1. 127.1 127.0.1 127.255.255.254 2130706433 2130706433. 0x7f000001
                0X7F000001 0x7f.1 0x7f.0x0.0x0.0x1 0177.0.0.1 0177.1 017700000001 00000177.0.0.1
                127.0.0.01 127.0x1 0 0x0 00 0.0.0.0 0.0 10.0.0.1 10.1 167772161 012.1 0xa000001
                172.16.0.1 172.31.255.255 192.168.0.1 192.168.257 3232235777 0xc0a80101 0xc0.0xa8.1
                100.64.0.1 169.254.0.1 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376
                169.254.43518 224.0.0.1 255.255.255.255 240.0.0.1 198.18.0.1 [::1] [::]
                [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:10.0.0.1] [::127.0.0.1]
                [::ffff:0:127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::a9fe:a9fe] [64:ff9b:1::a9fe:a9fe]
                [2002:7f00:1::] [2002:a9fe:a9fe::1] [2001:0:4136:e378:8000:63bf:3fff:fdd2] [fe80::1]
                [fe80::1%25eth0] [fec0::1] [fc00::1] [fd00:ec2::254] [ff02::1] [2001:db8::1]
                [100::1] １２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1 ⑯⑨.②⑤④.⑯⑨.②⑤④ 127.0.0.1%2e %31%32%37.0.0.1
                localhost LOCALHOST. api.localhost localhost.localdomain ip6-localhost ｌｏｃａｌｈｏｓｔ
                metadata.google.internal METADATA.google.internal. metadata instance-data
                metadata.goog 168.63.129.16
                """.strip().split("\\s+"));
    }

    @AfterAll
    static void stop() {
        Await.result(vertx.close());
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(Set.copyOf(spellings())).hasSizeGreaterThanOrEqualTo(60).hasSameSizeAs(spellings());
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void isRefusedWhenAProfileIsSaved(String host) {
        for (String scheme : List.of("http://", "https://")) {
            assertThat(faultAtSave(scheme + host + "/hook", AddressGuard.PUBLIC_ONLY))
                    .as(scheme + host)
                    .isPresent();
        }
    }

    /** The name servers say what they would for a name that leads inside: they must not be asked for an address. */
    @ParameterizedTest
    @MethodSource("spellings")
    void isRefusedWhenItIsCalled(String host) {
        Names inside = name -> Future.succeededFuture(ReceiversOnLoop.addresses("169.254.169.254"));
        try (Receiver receiver = Receiver.start(vertx);
                ReceiversOnLoop guarded = ReceiversOnLoop.open(vertx, false, inside)) {
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            Call call = ReceiversOnLoop.post(new Origin(false, bare, receiver.port()), "x");

            assertRefused(guarded.call(call));
            assertRefused(guarded.await(() -> guarded.receivers().ask(call)).outcome());
            assertThat(receiver.connections()).isZero();
        }
    }

    @Test
    void aNameThatTurnsPrivateIsRefusedFromThenOnForCallbacksAndTokensAlike() {
        AtomicInteger asked = new AtomicInteger();
        Names turning = name -> Future.succeededFuture(
                ReceiversOnLoop.addresses(asked.incrementAndGet() <= 2 ? "127.0.0.5" : "127.0.0.1"));
        // Stands for a public address, as tests call nobody outside.
        Network outside = Network.parse("127.0.0.5").orElseThrow();
        Settings.Reach reach = new Settings.Reach(new AddressGuard(false, List.of(outside)), false);
        try (Receiver receiver = Receiver.start(vertx);
                ReceiversOnLoop guarded = ReceiversOnLoop.open(vertx, reach, turning, new ClientSSLOptions())) {
            Call call = ReceiversOnLoop.post(
                    new Origin(false, "turning.example.test", receiver.port()), "x", java.time.Duration.ofMillis(200));
            assertThat(guarded.call(call).kind()).isNotEqualTo(OutcomeKind.FORBIDDEN_ADDRESS);
            assertThat(guarded.await(() -> guarded.receivers().ask(call))
                            .outcome()
                            .kind())
                    .isNotEqualTo(OutcomeKind.FORBIDDEN_ADDRESS);

            guarded.pass(10);

            assertThat(guarded.call(call).kind()).isEqualTo(OutcomeKind.FORBIDDEN_ADDRESS);
            assertThat(guarded.await(() -> guarded.receivers().ask(call))
                            .outcome()
                            .kind())
                    .isEqualTo(OutcomeKind.FORBIDDEN_ADDRESS);
            assertThat(receiver.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "0xa9fea9fe",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "168.63.129.16",
                "metadata.google.internal"
            })
    void metadataIsForbiddenEvenWherePrivateNetworksAreAllowed(String host) {
        AddressGuard open = new AddressGuard(true, List.of());

        assertThat(open.faultOfHost(host)).isPresent();
        assertThat(open.faultOfHost("10.0.0.1")).isEmpty();
        assertThat(open.faultOfHost("localhost")).isEmpty();
    }

    @Test
    void aListedNetworkMayBeCalledAndNoneBesideIt() throws Exception {
        AddressGuard guard = new AddressGuard(
                false,
                List.of(
                        Network.parse("10.1.0.0/16").orElseThrow(),
                        Network.parse("fd12::/48").orElseThrow(),
                        Network.parse("169.254.169.254").orElseThrow()));

        for (String allowed : List.of("10.1.0.0", "10.1.255.255", "fd12::1", "169.254.169.254")) {
            assertThat(guard.forbids(InetAddress.getByName(allowed)))
                    .as(allowed)
                    .isFalse();
        }
        for (String not : List.of("10.0.255.255", "10.2.0.0", "fd12:0:1::1", "169.254.169.253", "127.0.0.1")) {
            assertThat(guard.forbids(InetAddress.getByName(not))).as(not).isTrue();
        }
        assertThat(Network.parse("10.1.0.1/16")).isEmpty();
        assertThat(Network.parse("10.1.0.0/33")).isEmpty();
        assertThat(Network.parse("example.com/8")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100.64.0.0/10, 100.100.100.200", "fd00::/8, fd00:ec2::254", "0.0.0.0/0, 169.254.169.254"})
    void aListedNetworkDoesNotOpenTheMetadataServiceWithinIt(String network, String metadata) throws Exception {
        AddressGuard guard =
                new AddressGuard(false, List.of(Network.parse(network).orElseThrow()));

        assertThat(guard.forbids(InetAddress.getByName(metadata))).isTrue();
    }

    private static void assertRefused(Outcome outcome) {
        assertThat(outcome.kind()).isIn(OutcomeKind.FORBIDDEN_ADDRESS, OutcomeKind.UNRESOLVED);
    }

    private static Optional<String> faultAtSave(String url, AddressGuard guard) {
        ProfileSpec.Request request = new ProfileSpec.Request(Method.GET, url, List.of(), List.of(), Optional.empty());
        return RequestTemplate.compile(request)
                .fold(
                        template -> guard.faultOfHost(template.origin().host()),
                        errors -> Optional.of(errors.get(0).detail()));
    }
}
