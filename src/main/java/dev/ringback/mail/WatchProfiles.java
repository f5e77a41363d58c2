package dev.ringback.mail;

import dev.ringback.ambient.Ids;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ReceiverHealth.Told;
import dev.ringback.mail.HealthStore.Hopeless;
import dev.ringback.mail.HealthStore.Notice;
import dev.ringback.mail.HealthStore.Recent;
import dev.ringback.report.RunDuty;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** Disables profiles that have met nothing but failures for days, and tells accounts when a profile fails, is disabled, or is well again. */
public final class WatchProfiles implements RunDuty.Step {
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final HealthStore store;
    private final Disable disable;
    private final InstantSource clock;
    private final Ids ids;
    private final Duration disableAfter;

    public WatchProfiles(HealthStore store, Disable disable, InstantSource clock, Ids ids, Duration disableAfter) {
        this.store = store;
        this.disable = disable;
        this.clock = clock;
        this.ids = ids;
        this.disableAfter = disableAfter;
    }

    /** As {@code AutoDisable} does it. */
    public interface Disable {
        Future<Boolean> disable(AccountId account, ProfileId profile, long version, String reason);
    }

    @Override
    public Future<Duration> run(NodeId node) {
        Instant now = clock.instant();
        return store.hopeless(disableAfter, now)
                .compose(this::disableAll)
                .compose(done -> store.recent(now))
                .compose(recent -> tellAll(node, recent, now))
                .map(PAUSE);
    }

    private Future<Void> disableAll(List<Hopeless> hopeless) {
        Future<Void> done = Future.succeededFuture();
        for (Hopeless one : hopeless) {
            String reason = "nothing but failures since "
                    + one.since().toString().substring(0, 10) + ", for more than " + words(disableAfter);
            done = done.compose(before -> disable.disable(one.account(), one.profile(), one.version(), reason)
                    .mapEmpty());
        }
        return done;
    }

    private static String words(Duration time) {
        return time.toHours() % 24 == 0 ? time.toDays() + " days" : time.toHours() + " hours";
    }

    private Future<Void> tellAll(NodeId node, List<Recent> recent, Instant now) {
        Future<Void> done = Future.succeededFuture();
        for (Recent one : recent) {
            Told told = one.health().toTell(now).orElse(one.health().told());
            if (one.health().toTell(now).isPresent()) {
                Notice notice = new Notice(ids.uuid(), told, reason(one, told), recipients(one, told));
                done = done.compose(before -> store.tell(node, one, notice, now));
            }
        }
        return done;
    }

    private static List<String> recipients(Recent recent, Told told) {
        NotificationSetting setting = recent.setting();
        boolean wanted = switch (told) {
            case DISABLED -> setting.profileAutoDisabled();
            case FAILING -> setting.profileFailing();
            case FINE -> setting.profileRecovered();
        };
        return wanted ? setting.recipients() : List.of();
    }

    private static String reason(Recent recent, Told told) {
        double part = 100 * recent.health().failingPart();
        long attempts = Math.round(recent.health().delivered() + recent.health().failing());
        return told == Told.DISABLED
                ? recent.reason().orElse("")
                : String.format(Locale.ROOT, "%.0f %% of about %d attempts in 15 minutes failed", part, attempts);
    }
}
