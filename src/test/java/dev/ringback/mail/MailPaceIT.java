package dev.ringback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ringback.mail.MailWorld.Mailing;
import dev.ringback.support.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thousand accounts whose day ends at the same moment. The figure is told, not judged: the machine may be busy. */
class MailPaceIT {
    private static final Logger LOG = LoggerFactory.getLogger(MailPaceIT.class);
    private static final int ACCOUNTS = 1000;

    @Test
    void aThousandAccountsGetTheirDailyReports() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp").dynamicPort());
        server.start();
        try (MailWorld world = new MailWorld(MailPaceIT.class)) {
            Mailing node = world.node(world.smtp(server.getSmtp().getPort()));
            assertThat(world.holds(node)).isTrue();
            accounts(world);
            world.until(Instant.parse("2026-11-23T00:03:00Z"));
            world.round(node);
            long began = System.nanoTime();
            int rounds = 0;
            while (server.getReceivedMessages().length < ACCOUNTS && rounds < 200) {
                rounds++;
                world.clock.advance(Duration.ofSeconds(5));
                world.beat(node);
                Duration pause = Await.result(node.send().run(node.node()));
                assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(5));
            }

            LOG.info(
                    "{} daily reports in {} ms and {} rounds of at most 5 s",
                    ACCOUNTS,
                    Duration.ofNanos(System.nanoTime() - began).toMillis(),
                    rounds);
            assertThat(Arrays.stream(server.getReceivedMessages())
                            .map(MailPaceIT::to)
                            .distinct())
                    .hasSize(ACCOUNTS);
        } finally {
            server.stop();
        }
    }

    private static void accounts(MailWorld world) {
        world.ask(
                "insert into account (id, name, created_at) select 'acc_' || lpad(n::text, 26, '0'), 'Account ' || n, $1 "
                        + "from generate_series(1, $2::int) as n",
                MailWorld.time(world.clock.instant()),
                ACCOUNTS);
        world.ask(
                "insert into report_setting (account_id, enabled, frequency, recipients, time_zone, period_end, due_at) "
                        + "select id, true, 'daily', array[name || '@example.com'], 'UTC', '2026-11-23T00:00:00Z', "
                        + "'2026-11-23T00:02:00Z' from account where id <> 'default'");
        world.ask("update report_setting set recipients = array[replace(recipients[1], ' ', '-')]");
        world.ask(
                "insert into outcome_total select a.id, q, 100, 5, 3, 0, 0, 0, array[90, 100, 110]::smallint[], array[50, 30, 20]::bigint[] "
                        + "from account a, generate_series('2026-11-21T00:00:00Z'::timestamptz, '2026-11-22T23:45:00Z', "
                        + "interval '15 minutes') as q where a.id <> 'default'");
    }

    private static String to(jakarta.mail.internet.MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException broken) {
            throw new AssertionError(broken);
        }
    }
}
