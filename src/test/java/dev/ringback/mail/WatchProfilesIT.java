package dev.ringback.mail;

import static dev.ringback.mail.MailWorld.BAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.AccountId;
import dev.ringback.mail.MailStore.Kind;
import dev.ringback.mail.MailStore.Outgoing;
import dev.ringback.mail.MailWorld.Mailing;
import dev.ringback.support.Await;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchProfilesIT {
    private static final Duration AFTER = Duration.ofDays(5);

    private final List<String> disabled = new ArrayList<>();
    private MailWorld world;
    private Mailing node;
    private WatchProfiles watch;

    @BeforeEach
    void open() {
        world = new MailWorld(WatchProfilesIT.class);
        node = world.node(new CaughtMails());
        assertThat(world.holds(node)).isTrue();
        watch = new WatchProfiles(
                world.health,
                (account, profile, version, reason) -> {
                    disabled.add(reason);
                    return world.database
                            .transactions()
                            .preparedQuery(
                                    "update profile set state = 'auto_disabled', state_reason = $2, state_changed_at = $3 "
                                            + "where id = $1")
                            .execute(Tuple.of(profile.value(), reason, MailWorld.time(world.clock.instant())))
                            .map(true);
                },
                world.clock,
                world.ids,
                AFTER);
        setting(true);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void fiveDaysOfNothingButFailuresDisableAProfile() {
        for (int hour = 0; hour < 5 * 24; hour += 6) {
            tried(0, 1);
            world.clock.advance(Duration.ofHours(6));
        }
        assertThat(disabled).isEmpty();
        tried(0, 1);
        assertThat(disabled).hasSize(1);
        assertThat(disabled.get(0)).isEqualTo("nothing but failures since 2026-11-22, for more than 5 days");
        assertThat(kinds()).contains(Kind.AUTO_DISABLED);
    }

    @Test
    void oneDeliveryBeginsTheTimeAnew() {
        tried(0, 1);
        world.clock.advance(Duration.ofDays(4));
        tried(1, 0);
        tried(0, 1);
        world.clock.advance(Duration.ofDays(4));
        tried(0, 1);
        assertThat(disabled).isEmpty();

        world.clock.advance(Duration.ofDays(2));
        tried(0, 1);
        assertThat(disabled).hasSize(1);
    }

    @Test
    void aChangeOfTheProfileBeginsTheTimeAnew() {
        tried(0, 1);
        world.clock.advance(Duration.ofDays(4));
        world.ask(
                "update profile set updated_at = $1 where id = $2", MailWorld.time(world.clock.instant()), BAD.value());
        world.clock.advance(Duration.ofDays(2));
        tried(0, 1);
        assertThat(disabled).isEmpty();
    }

    @Test
    void failingAndWellAgainAreToldOnceAndAtMostOnceAnHour() {
        tried(4, 4);
        assertThat(kinds()).isEmpty();
        tried(0, 6);
        tried(0, 6);
        assertThat(kinds()).containsExactly(Kind.FAILING);

        // Well and failing again within the hour: nobody is told of either.
        world.clock.advance(Duration.ofMinutes(31));
        tried(50, 0);
        assertThat(kinds()).containsExactly(Kind.FAILING);
        world.clock.advance(Duration.ofMinutes(30));
        tried(50, 0);
        assertThat(kinds()).containsExactly(Kind.RECOVERED, Kind.FAILING);
    }

    @Test
    void aKindThatIsTurnedOffIsNotMailed() {
        setting(false);
        tried(0, 20);
        assertThat(kinds()).isEmpty();
    }

    private void setting(boolean failing) {
        Await.result(world.settings.put(
                AccountId.DEFAULT, new NotificationSetting(List.of("anna@example.com"), true, failing, true)));
    }

    /** So many attempts now; they are folded, and the watch looks. */
    private void tried(int delivered, int failed) {
        if (delivered > 0) {
            world.counted(BAD, world.clock.instant(), 1, delivered);
        }
        if (failed > 0) {
            world.counted(BAD, world.clock.instant(), 0, failed);
        }
        Await.result(world.counts.fold(node.node(), 100));
        Await.result(watch.run(node.node()));
    }

    /** Newest first. */
    private List<Kind> kinds() {
        return Await.result(world.mails.last(AccountId.DEFAULT, 50)).stream()
                .map(Outgoing::kind)
                .toList();
    }
}
