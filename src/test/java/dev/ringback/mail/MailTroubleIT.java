package dev.ringback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ringback.config.Settings;
import dev.ringback.mail.MailStore.Sent;
import dev.ringback.mail.MailStore.State;
import dev.ringback.mail.MailWorld.Mailing;
import dev.ringback.support.RudeMailServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail servers that refuse, break off, or are not who they say they are. */
class MailTroubleIT {
    private MailWorld world;

    @BeforeEach
    void open() {
        world = new MailWorld(MailTroubleIT.class);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRefusedRecipientKeepsNobodyFromTheirs() throws Exception {
        try (var server = new RudeMailServer(List.of("gone@example.com"), false)) {
            report(world.smtp(server.port()), "anna@example.com", "gone@example.com", "bert@example.com");

            assertThat(server.taken()).containsExactlyInAnyOrder("anna@example.com", "bert@example.com");
            Sent refused = copy("gone@example.com");
            assertThat(refused.state()).isEqualTo(State.REFUSED);
            assertThat(refused.error().orElseThrow()).contains("does not take mail for this recipient", "550");
        }
    }

    @Test
    void aServerThatBreaksOffIsTriedAgainForADay() throws Exception {
        try (var server = new RudeMailServer(List.of(), true)) {
            Mailing node = report(world.smtp(server.port()), "anna@example.com");
            assertThat(copy("anna@example.com").state()).isEqualTo(State.WAITING);
            assertThat(copy("anna@example.com").error().orElseThrow()).contains("broke off the connection");

            for (int hour = 0; hour < 25; hour++) {
                world.clock.advance(Duration.ofHours(1));
                world.round(node);
            }
            Sent last = copy("anna@example.com");
            assertThat(last.state()).isEqualTo(State.GIVEN_UP);
            assertThat(last.tries()).isBetween(15, 30);
        }
    }

    @Test
    void aServerThatHangsIsToldOfInWords() throws Exception {
        // Connections are made by the system; nobody takes them.
        try (var server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            report(world.hasty(server.getLocalPort()), "anna@example.com");

            assertThat(copy("anna@example.com").state()).isEqualTo(State.WAITING);
            assertThat(copy("anna@example.com").error().orElseThrow()).contains("did not answer in time");
        }
    }

    @Test
    void aServerThatIsNotThereIsToldOfInWords() throws Exception {
        int port;
        try (var server = new RudeMailServer(List.of(), false)) {
            port = server.port();
        }
        report(world.smtp(port), "anna@example.com");

        assertThat(copy("anna@example.com").error().orElseThrow())
                .contains("127.0.0.1:" + port, "cannot be reached (mail.host, mail.port)");
    }

    @Test
    void aCertificateThatNobodyVouchesForIsToldOfInWords() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtps").dynamicPort());
        server.start();
        try {
            report(world.smtp(server.getSmtps().getPort(), Settings.MailTls.TLS), "anna@example.com");

            assertThat(copy("anna@example.com").error().orElseThrow()).contains("certificate", "not to be trusted");
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    private Mailing report(Mailer mailer, String... recipients) {
        Mailing node = world.node(mailer);
        assertThat(world.holds(node)).isTrue();
        world.report(Frequency.DAILY, "UTC", recipients);
        world.until(Instant.parse("2026-11-23T00:03:00Z"));
        world.round(node);
        return node;
    }

    /** Of the first mail: after a day there is the next. */
    private Sent copy(String recipient) {
        return world.copies().stream()
                .filter(copy -> copy.recipient().equals(recipient))
                .reduce((newer, older) -> older)
                .orElseThrow();
    }
}
