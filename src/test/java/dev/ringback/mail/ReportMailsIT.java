package dev.ringback.mail;

import static dev.ringback.mail.MailWorld.BAD;
import static dev.ringback.mail.MailWorld.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ringback.domain.AccountId;
import dev.ringback.mail.MailStore.State;
import dev.ringback.mail.MailWorld.Mailing;
import dev.ringback.support.Await;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports as they arrive: from the end of a period, by the clock of a zone, to what a mail server has in its boxes. */
class ReportMailsIT {
    private GreenMail server;
    private MailWorld world;
    private Mailing one;

    @BeforeEach
    void open() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp").dynamicPort());
        server.start();
        world = new MailWorld(ReportMailsIT.class);
        one = world.node(world.smtp(server.getSmtp().getPort()));
        assertThat(world.holds(one)).isTrue();
    }

    @AfterEach
    void close() {
        world.close();
        server.stop();
    }

    @Test
    void aDailyReportCoversTheDayOn23HoursToo() throws Exception {
        world.until(Instant.parse("2027-03-28T10:00:00Z"));
        world.report(Frequency.DAILY, "Europe/Berlin", "anna@example.com");
        world.counted(GOOD, Instant.parse("2027-03-27T22:59:00Z"), 1, 1000);
        world.counted(GOOD, Instant.parse("2027-03-27T23:00:00Z"), 1, 40);
        world.counted(BAD, Instant.parse("2027-03-28T21:59:59Z"), 2, 10);
        world.counted(BAD, Instant.parse("2027-03-28T22:00:00Z"), 2, 500);
        world.until(Instant.parse("2027-03-28T22:01:00Z"));
        world.round(one);
        assertThat(received()).isEmpty();

        world.until(Instant.parse("2027-03-28T22:03:00Z"));
        world.round(one);

        MimeMessage mail = onlyMail();
        assertThat(mail.getSubject()).isEqualTo("Callbacks Sunday, 28 March 2027: 40 delivered, 10 failed");
        assertThat(text(mail))
                .contains("Delivered     40  (96 % less than the day before)")
                .contains("Success rate  80 %")
                .contains("Failing hook: 10 failed")
                .contains("https://ringback.example/#/callbacks?state=failed&profile_id=" + BAD
                        + "&from=2027-03-27T23:00:00.000Z&to=2027-03-28T22:00:00.000Z");
    }

    @Test
    void theMailIsOneThatMailProgramsRead() throws Exception {
        world.report(Frequency.DAILY, "UTC", "anna@example.com");
        world.counted(GOOD, Instant.parse("2026-11-22T12:00:00Z"), 1, 7);
        world.until(Instant.parse("2026-11-23T00:03:00Z"));
        world.round(one);

        MimeMessage mail = onlyMail();
        assertThat(mail.getFrom()[0].toString()).isEqualTo("Ringback <reports@ringback.example>");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getMessageID()).matches("<[0-9a-f-]{36}@ringback\\.example>");
        assertThat(mail.getSentDate().toInstant())
                .isBetween(Instant.parse("2026-11-23T00:02:00Z"), Instant.parse("2026-11-23T00:05:00Z"));
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(mail.getHeader("List-Unsubscribe")[0])
                .matches("(?s)<https://ringback\\.example/unsubscribe/[\\w.\\-\\s]+>");
        for (String header : List.of("Message-ID", "Date", "Subject", "From", "To", "MIME-Version")) {
            assertThat(mail.getHeader(header)).as(header).hasSize(1);
        }
        assertThat(Arrays.stream(source(mail).split("\r\n"))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0))
                .as("the longest line, which RFC 5322 wants below 998")
                .isLessThanOrEqualTo(998);
        assertThat(html(mail)).contains("cid:" + Mail.CHART).contains("Sunday, 22 November 2026");
        var chart = ImageIO.read(new ByteArrayInputStream(chart(mail)));
        assertThat(chart.getWidth()).isEqualTo(2 * Chart.WIDTH);
    }

    @Test
    void weeklyAndMonthlyReportsGoOutAtTheEndOfTheirPeriods() throws Exception {
        world.report(Frequency.WEEKLY, "Asia/Kolkata", "anna@example.com");
        world.counted(GOOD, Instant.parse("2026-11-22T18:29:00Z"), 1, 3);
        world.until(Instant.parse("2026-11-22T18:33:00Z"));
        world.round(one);
        assertThat(onlyMail().getSubject())
                .isEqualTo("Callbacks 16 November 2026 to 22 November 2026: 3 delivered, 0 failed");

        world.report(Frequency.MONTHLY, "Asia/Kolkata", "anna@example.com");
        world.counted(GOOD, Instant.parse("2026-11-30T18:29:00Z"), 1, 4);
        world.until(Instant.parse("2026-11-30T18:33:00Z"));
        world.round(one);
        assertThat(received()[1].getSubject()).isEqualTo("Callbacks November 2026: 7 delivered, 0 failed");
    }

    @Test
    void twoNodesSendOneMail() throws Exception {
        world.report(Frequency.DAILY, "UTC", "anna@example.com", "bert@example.com");
        Mailing two = world.node(world.smtp(server.getSmtp().getPort()));
        assertThat(world.holds(two)).isFalse();
        world.until(Instant.parse("2026-11-23T00:03:00Z"));
        world.round(one);
        world.beat(two);
        world.clock.advance(Duration.ofSeconds(5));
        var both = List.of(
                one.send().run(one.node()),
                two.send().run(two.node()),
                one.send().run(one.node()));
        both.forEach(Await::result);
        world.beat(two);
        world.round(one);
        world.round(two);

        assertThat(received()).hasSize(2);
        assertThat(received()[0].getMessageID()).isEqualTo(received()[1].getMessageID());
    }

    @Test
    void ofANodeThatDiedTheNextGoesOnWithoutSendingWhatWasSent() throws Exception {
        world.report(Frequency.DAILY, "UTC", "anna@example.com", "bert@example.com");
        Mailing two = world.node(world.smtp(server.getSmtp().getPort()));
        world.until(Instant.parse("2026-11-23T00:03:00Z"));
        taken(one, two);
        // It claims both, sends one, and is dead before it can say so.
        var copies = Await.result(world.mails.claim(one.node(), world.clock.instant(), 10));
        assertThat(copies).hasSize(2);
        Mailer direct = world.smtp(server.getSmtp().getPort());
        Await.result(world.compose().mail(copies.get(0)).compose(direct::send));
        world.kill(one, two);
        assertThat(world.holds(two)).isTrue();

        world.round(two);
        assertThat(received()).as("what another has in hand waits for its time").hasSize(1);
        world.clock.advance(Duration.ofMinutes(6));
        world.round(two);
        world.round(two);

        assertThat(Arrays.stream(received()).map(ReportMailsIT::to))
                .containsExactlyInAnyOrder("anna@example.com", "anna@example.com", "bert@example.com");
        assertThat(world.copies()).allMatch(copy -> copy.state() == State.SENT);
        // The dead one wakes up, and may do nothing.
        assertThat(Await.result(one.plan().plan(one.node()))).isZero();
        assertThat(Await.result(world.mails.claim(one.node(), world.clock.instant(), 10)))
                .isEmpty();
    }

    private void taken(Mailing by, Mailing other) {
        int unused = Await.result(by.plan().plan(by.node()));
        world.beat(by);
        world.beat(other);
        world.clock.advance(Duration.ofSeconds(5));
        unused = Await.result(by.plan().plan(by.node()));
        assertThat(world.copies()).hasSize(2);
    }

    @Test
    void whileANodeHangsReportsWaitForIt() throws Exception {
        world.report(Frequency.DAILY, "UTC", "anna@example.com");
        Mailing hanging = world.node(world.smtp(server.getSmtp().getPort()));
        world.until(Instant.parse("2026-11-23T00:03:00Z"));
        world.round(one);
        world.round(one);
        assertThat(received()).isEmpty();

        world.beat(hanging);
        world.round(one);
        assertThat(received()).hasSize(1);
    }

    @Test
    void missedPeriodsAreSentLateOneByOne() throws Exception {
        world.report(Frequency.DAILY, "UTC", "anna@example.com");
        world.until(Instant.parse("2026-11-26T08:00:00Z"));
        world.round(one);
        world.round(one);
        assertThat(received()).hasSize(1);
        for (int sent = 2; sent <= 4; sent++) {
            world.clock.advance(PlanReports.BETWEEN_LATE);
            world.round(one);
            assertThat(received()).hasSize(sent);
        }
        world.clock.advance(Duration.ofHours(1));
        world.round(one);

        assertThat(Arrays.stream(received()).map(ReportMailsIT::subject))
                .containsExactly(
                        "Callbacks Sunday, 22 November 2026: 0 delivered, 0 failed",
                        "Callbacks Monday, 23 November 2026: 0 delivered, 0 failed",
                        "Callbacks Tuesday, 24 November 2026: 0 delivered, 0 failed",
                        "Callbacks Wednesday, 25 November 2026: 0 delivered, 0 failed");
    }

    @Test
    void whoLeavesGetsNoMore() throws Exception {
        world.report(Frequency.DAILY, "UTC", "anna@example.com", "bert@example.com");
        world.until(Instant.parse("2026-11-23T00:03:00Z"));
        world.round(one);
        assertThat(received()).hasSize(2);
        Await.result(world.settings.leave(AccountId.DEFAULT, "anna@example.com", UnsubscribeLink.List.REPORTS));
        world.until(Instant.parse("2026-11-24T00:03:00Z"));
        world.round(one);
        // The server lists them by mailbox, not by when they came.
        assertThat(received())
                .extracting(ReportMailsIT::to)
                .containsExactlyInAnyOrder("anna@example.com", "bert@example.com", "bert@example.com");

        Await.result(world.settings.leave(AccountId.DEFAULT, "bert@example.com", UnsubscribeLink.List.REPORTS));
        assertThat(Await.result(world.settings.report(AccountId.DEFAULT)).enabled())
                .isFalse();
    }

    private MimeMessage[] received() {
        return server.getReceivedMessages();
    }

    private MimeMessage onlyMail() {
        assertThat(received()).hasSize(1);
        return received()[0];
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String to(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String source(MimeMessage mail) throws Exception {
        var bytes = new java.io.ByteArrayOutputStream();
        mail.writeTo(bytes);
        return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String text(MimeMessage mail) throws Exception {
        return ((String) part(mail, 0).getContent()).replace("\r\n", "\n");
    }

    private static String html(MimeMessage mail) throws Exception {
        return (String) ((Multipart) part(mail, 1).getContent()).getBodyPart(0).getContent();
    }

    private static byte[] chart(MimeMessage mail) throws Exception {
        BodyPart chart = ((Multipart) part(mail, 1).getContent()).getBodyPart(1);
        assertThat(chart.getHeader("Content-ID")).containsExactly("<" + Mail.CHART + ">");
        assertThat(chart.getDisposition()).isEqualTo("inline");
        return chart.getInputStream().readAllBytes();
    }

    private static BodyPart part(MimeMessage mail, int index) throws Exception {
        return ((Multipart) mail.getContent()).getBodyPart(index);
    }
}
