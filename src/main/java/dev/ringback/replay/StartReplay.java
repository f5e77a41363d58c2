package dev.ringback.replay;

import dev.ringback.ambient.Ids;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.ReplayId;
import dev.ringback.http.FieldError;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemType;
import dev.ringback.profile.ProfileStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What users do about replays: counts what there is to repeat, and begins, reads and ends replays. A replay is durable when it has begun; the
 * work is done elsewhere. What cannot be done is a {@link Problem}. One per event loop, for the ids.
 */
public final class StartReplay {
    private static final int COUNTED_MAX = 100_000;

    private final ReplayStore store;
    private final ProfileStore profiles;
    private final Ids ids;
    private final InstantSource clock;
    private final Duration retention;

    public StartReplay(ReplayStore store, ProfileStore profiles, Ids ids, InstantSource clock, Duration retention) {
        this.store = store;
        this.profiles = profiles;
        this.ids = ids;
        this.clock = clock;
        this.retention = retention;
    }

    /** How many a replay of that range would repeat now. */
    Future<Count> count(AccountId account, Range wanted) {
        Instant now = now();
        refuseFaults(wanted, now);
        return active(account, wanted).compose(known -> store.count(wanted.until(now), COUNTED_MAX));
    }

    Future<Replay> begin(AccountId account, Range wanted) {
        Instant now = now();
        refuseFaults(wanted, now);
        // Least of all what the replay makes itself.
        Range range = wanted.until(now);
        return active(account, range)
                .compose(known -> store.count(range, COUNTED_MAX))
                .map(count -> Replay.begun(new ReplayId(ids.uuid()), account, range, count, now))
                .compose(replay -> store.open(replay).map(other -> {
                    other.ifPresent(StartReplay::refuseSecond);
                    return replay;
                }));
    }

    Future<Replay> read(AccountId account, ReplayId id) {
        return store.find(account, id)
                .map(found -> found.orElseThrow(() ->
                        Problem.notFound("There is no replay " + id + " here.").exception()));
    }

    Future<List<Replay>> list(AccountId account, Optional<ReplayId> before, int most) {
        return store.list(account, before, most);
    }

    Future<Replay> cancel(AccountId account, ReplayId id) {
        return store.cancel(account, id, now())
                .compose(cancelled -> read(account, id))
                .map(replay -> {
                    if (replay.progress().state() == ReplayState.DONE) {
                        throw conflict(
                                "The replay is done: what it made can be cancelled one by one, as long as it waits.");
                    }
                    return replay;
                });
    }

    private void refuseFaults(Range range, Instant now) {
        if (!range.from().isBefore(range.to())) {
            refuse("from must be before to.");
        }
        if (!range.from().isBefore(now)) {
            refuse("from must be in the past: only what has been accepted can be repeated.");
        }
        if (range.from().isBefore(now.minus(retention))) {
            refuse("from must be within the last " + retention.toDays()
                    + " days: callbacks are kept that long (retention.days).");
        }
    }

    private static void refuse(String words) {
        throw Problem.invalid("/from", words).exception();
    }

    private Future<Void> active(AccountId account, Range range) {
        return profiles.read(account, range.profile()).map(found -> {
            if (found.isEmpty()) {
                throw new Problem(
                                ProblemType.UNKNOWN_PROFILE,
                                "There is no callback profile " + range.profile() + " here.",
                                List.of(new FieldError("/profile_id", "profile_id names no callback profile.")),
                                Map.of())
                        .exception();
            }
            if (found.get().profile().status().state() != ProfileState.ACTIVE) {
                throw conflict("The profile is disabled, so all that is replayed would be skipped. Enable it first.");
            }
            return null;
        });
    }

    /** As exact as the database and the ids keep it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void refuseSecond(ReplayId running) {
        throw conflict("Replay " + running + " of this profile's callbacks in that state is under way. Wait for its"
                + " end, or cancel it.");
    }

    private static RuntimeException conflict(String words) {
        return Problem.of(ProblemType.CONFLICT, words).exception();
    }
}
