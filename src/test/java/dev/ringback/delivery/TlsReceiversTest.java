package dev.ringback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.template.Origin;
import dev.ringback.support.Await;
import dev.ringback.support.Certificates;
import dev.ringback.support.Receiver;
import dev.ringback.support.Scripts;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls over TLS: to an address that was looked up here, with the certificate of the name. */
class TlsReceiversTest {
    private static final String NAME = "hook.example.test";

    @TempDir
    private static Path folder;

    private static Vertx vertx;
    private static Certificates certificates;

    private ReceiversOnLoop receivers;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        certificates = Certificates.in(folder)
                .signed("good", NAME, 30)
                .signed("other", "other.example.test", 30)
                .expired("expired", NAME)
                .ownWord("own", NAME);
    }

    @AfterAll
    static void stop() {
        Await.result(vertx.close());
    }

    @BeforeEach
    void open() {
        receivers = ReceiversOnLoop.open(vertx, true, ReceiversOnLoop.always("127.0.0.1"), certificates.trust());
    }

    @AfterEach
    void close() {
        receivers.close();
    }

    @Test
    void callsTheCheckedAddressWithTheCertificateOfTheName() {
        try (Receiver receiver =
                Receiver.start(vertx, certificates.server("good").setSni(true))) {
            for (int i = 0; i < 50; i++) {
                assertThat(receivers.calls(4, ReceiversOnLoop.post(at(receiver), "x")))
                        .allMatch(outcome -> outcome.httpStatus() == 200);
            }

            assertThat(receiver.connections()).isLessThanOrEqualTo(4);
            assertThat(receiver.requests())
                    .hasSize(200)
                    .allMatch(request -> request.header("host").equals(NAME + ":" + receiver.port()))
                    .allMatch(request -> request.serverName().equals(NAME));
        }
    }

    @Test
    void refusesACertificateThatHasExpired() {
        Outcome outcome = call("expired");

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.TLS_FAILED);
        assertThat(outcome.error()).startsWith("the certificate of " + NAME + " expired on 20");
    }

    @Test
    void refusesACertificateOfAnotherName() {
        Outcome outcome = call("other");

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.TLS_FAILED);
        assertThat(outcome.error()).isEqualTo("the certificate is not for the name " + NAME);
    }

    @Test
    void refusesACertificateOfNoAuthority() {
        Outcome outcome = call("own");

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.TLS_FAILED);
        assertThat(outcome.error())
                .isEqualTo("the certificate of " + NAME + " is not signed by an authority that is trusted here");
    }

    @Test
    void trustsOnlyTheAuthoritiesOfTheSystemUnlessToldOtherwise() {
        try (ReceiversOnLoop plain = ReceiversOnLoop.open(vertx, true, ReceiversOnLoop.always("127.0.0.1"));
                Receiver receiver = Receiver.start(vertx, certificates.server("good"))) {
            assertThat(plain.call(ReceiversOnLoop.post(at(receiver), "x")).kind())
                    .isEqualTo(OutcomeKind.TLS_FAILED);
        }
    }

    @Test
    void saysThatThePortDoesNotSpeakTls() {
        try (Receiver receiver = Receiver.start(
                vertx, new NetServerOptions().setHost("127.0.0.1").setPort(0))) {
            receiver.onConnect("HTTP/1.1 400 Bad\r\n\r\n");

            Outcome outcome = receivers.call(ReceiversOnLoop.post(at(receiver), "x"));

            assertThat(outcome.kind()).isEqualTo(OutcomeKind.TLS_FAILED);
            assertThat(outcome.error()).isEqualTo(NAME + " does not speak TLS on this port");
        }
    }

    @Test
    void endsAHandshakeThatHangs() {
        try (Receiver receiver = Receiver.start(vertx).neverRead()) {
            Outcome impatient = receivers.call(ReceiversOnLoop.post(at(receiver), "x", Duration.ofMillis(300)));
            Outcome patient = receivers.call(ReceiversOnLoop.post(at(receiver), "x"));

            assertThat(impatient.kind()).isEqualTo(OutcomeKind.TIMED_OUT);
            assertThat(patient.kind()).isEqualTo(OutcomeKind.TLS_FAILED);
            assertThat(patient.error()).isEqualTo("the TLS handshake was not finished in time");
        }
    }

    @Test
    void goesOnAfterTroubleOnAConnection() {
        try (Receiver receiver = Receiver.start(vertx, certificates.server("good"))) {
            receiver.next(
                    Scripts.answer(200, ""),
                    Scripts.close(),
                    Scripts.answer(201, "", "Connection: close"),
                    Scripts.endlessBody(202));

            List<Integer> statuses = List.of(
                    receivers.call(ReceiversOnLoop.post(at(receiver), "1")).httpStatus(),
                    receivers.call(ReceiversOnLoop.post(at(receiver), "2")).httpStatus(),
                    receivers.call(ReceiversOnLoop.post(at(receiver), "3")).httpStatus(),
                    receivers.call(ReceiversOnLoop.post(at(receiver), "4")).httpStatus());

            assertThat(statuses).containsExactly(200, 201, 202, 200);
            Await.until("the others are closed", () -> receiver.open() == 1);
        }
    }

    private Outcome call(String certificate) {
        try (Receiver receiver = Receiver.start(vertx, certificates.server(certificate))) {
            return receivers.call(ReceiversOnLoop.post(at(receiver), "x"));
        }
    }

    private static Origin at(Receiver receiver) {
        return new Origin(true, NAME, receiver.port());
    }
}
