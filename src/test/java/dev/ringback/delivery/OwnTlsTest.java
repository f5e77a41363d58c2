package dev.ringback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.Settings;
import dev.ringback.domain.AddressGuard;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.SecretText;
import dev.ringback.domain.access.Tls;
import dev.ringback.domain.access.Tls.Identity;
import dev.ringback.domain.template.Origin;
import dev.ringback.support.Await;
import dev.ringback.support.Certificates;
import dev.ringback.support.Receiver;
import dev.ringback.tls.ReadTls;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles with certificates and a trust of their own, by both ways in which servers are called. */
class OwnTlsTest {
    private static final String NAME = "hook.example.test";

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static Certificates certificates;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        certificates = Certificates.in(folder)
                .signed("good", NAME, 30)
                .signed("ours", "ours.example.test", 30)
                .signed("theirs", "theirs.example.test", 30)
                .ownWord("own", NAME);
    }

    @AfterAll
    static void stop() {
        Await.result(vertx.close());
    }

    @Test
    void aReceiverThatAsksIsShownTheCertificateOfTheProfile() {
        try (Receiver receiver = Receiver.start(vertx, certificates.strictServer("good"));
                ReceiversOnLoop receivers = open(false)) {
            for (Outcome outcome : both(receivers, receiver, new Tls(identity("ours"), anchors(), true))) {
                assertThat(outcome.error()).isEmpty();
                assertThat(outcome.httpStatus()).isEqualTo(200);
            }
        }
    }

    @Test
    void withoutOneItIsSaidWhatIsMissing() {
        try (Receiver receiver = Receiver.start(vertx, certificates.strictServer("good"));
                ReceiversOnLoop receivers = open(false)) {
            for (Outcome outcome : both(receivers, receiver, new Tls(Optional.empty(), anchors(), true))) {
                assertThat(outcome.kind()).isEqualTo(OutcomeKind.TLS_FAILED);
                assertThat(outcome.error()).contains("certificate");
            }
        }
    }

    @Test
    void onlyTheProfilesOwnAuthoritiesAreTrusted() {
        try (Receiver receiver = Receiver.start(vertx, certificates.server("good"));
                ReceiversOnLoop receivers = open(false)) {
            assertThat(both(receivers, receiver, new Tls(Optional.empty(), anchors(), true)))
                    .allMatch(outcome -> outcome.httpStatus() == 200);
            Tls other = new Tls(Optional.empty(), Optional.of(certificates.pem("own")), true);
            assertThat(both(receivers, receiver, other)).allMatch(outcome -> outcome.kind() == OutcomeKind.TLS_FAILED);
        }
    }

    @Test
    void verificationIsSkippedOnlyWhereTheOperatorAllowsIt() {
        Tls unverified = new Tls(Optional.empty(), Optional.empty(), false);
        try (Receiver receiver = Receiver.start(vertx, certificates.server("own"));
                ReceiversOnLoop strict = open(false);
                ReceiversOnLoop lax = open(true)) {
            assertThat(both(strict, receiver, unverified))
                    .allMatch(outcome -> outcome.kind() == OutcomeKind.TLS_FAILED);
            assertThat(both(lax, receiver, unverified)).allMatch(outcome -> outcome.httpStatus() == 200);
        }
    }

    @Test
    void connectionsAreSharedByProfilesOfTheSameIdentityAlone() {
        try (Receiver receiver = Receiver.start(vertx, certificates.strictServer("good"));
                ReceiversOnLoop receivers = open(false)) {
            for (String alias : List.of("ours", "theirs", "ours", "theirs", "ours")) {
                Call call = call(receiver, new Tls(identity(alias), anchors(), true));
                assertThat(receivers.call(call).httpStatus()).isEqualTo(200);
            }
            Call plain = ReceiversOnLoop.post(at(receiver), "x");
            assertThat(receivers.call(plain).kind()).isEqualTo(OutcomeKind.TLS_FAILED);

            assertThat(receiver.connections()).isEqualTo(2);
        }
    }

    private static List<Outcome> both(ReceiversOnLoop receivers, Receiver receiver, Tls tls) {
        Call call = call(receiver, tls);
        return List.of(
                receivers.call(call),
                receivers.await(() -> receivers.receivers().ask(call)).outcome());
    }

    private static Call call(Receiver receiver, Tls tls) {
        Call plain = ReceiversOnLoop.post(at(receiver), "x");
        return new Call(
                plain.request(),
                plain.timeout(),
                false,
                plain.unkept(),
                ReadTls.of(tls).material(),
                Optional.empty());
    }

    private static Optional<Identity> identity(String alias) {
        return Optional.of(
                new Identity(certificates.pem(alias), new SecretText(certificates.key(alias)), Optional.empty()));
    }

    private static Optional<String> anchors() {
        return Optional.of(certificates.authorityPem());
    }

    private static ReceiversOnLoop open(boolean allowUnverified) {
        Settings.Reach reach = new Settings.Reach(new AddressGuard(true, List.of()), allowUnverified);
        return ReceiversOnLoop.open(vertx, reach, ReceiversOnLoop.always("127.0.0.1"), new ClientSSLOptions());
    }

    private static Origin at(Receiver receiver) {
        return new Origin(true, NAME, receiver.port());
    }
}
