package dev.ringback.live;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Attempt;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemType;
import dev.ringback.intake.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Shows what passes by on this node to those who look. While nobody does, it costs the path one look at a list that is empty. Safe for all
 * threads.
 */
public final class LiveFeed {
    private final int perAccountMax;
    private volatile List<Watch> watches = List.of();
    private volatile Function<ProfileId, Optional<AccountId>> accounts = id -> Optional.empty();

    /** {@code perAccountMax}: of one account at once. */
    public LiveFeed(int perAccountMax) {
        this.perAccountMax = perAccountMax;
    }

    /** Told once, before anybody can look. */
    public void knowAccounts(Function<ProfileId, Optional<AccountId>> lookUp) {
        accounts = lookUp;
    }

    synchronized Watch watch(LiveFilter filter, Consumer<Glimpse> sink) {
        long taken = watches.stream()
                .filter(each -> each.filter().account().equals(filter.account()))
                .count();
        if (taken >= perAccountMax) {
            throw Problem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "The account has " + taken + " live streams open; close one (live.account_streams_max).")
                    .retryAfter(Duration.ofSeconds(5))
                    .exception();
        }
        Watch watch = new Watch(filter, sink);
        List<Watch> more = new ArrayList<>(watches);
        more.add(watch);
        watches = List.copyOf(more);
        return watch;
    }

    synchronized void leave(Watch watch) {
        watches = watches.stream().filter(each -> each != watch).toList();
    }

    void accepted(List<Entry> entries) {
        List<Watch> now = watches;
        for (int i = 0; i < now.size(); i++) {
            Watch watch = now.get(i);
            for (Entry entry : entries) {
                if (watch.filter().wants(entry)) {
                    watch.offer(
                            new Watch.Seen(entry.callback().id(), entry.beside().skipped(), () -> Glimpse.of(entry)));
                }
            }
        }
    }

    void recorded(List<Tried> tried) {
        List<Watch> now = watches;
        for (int i = 0; i < now.size(); i++) {
            Watch watch = now.get(i);
            for (Tried one : tried) {
                show(watch, one.attempt());
            }
        }
    }

    /** One that was shown is followed out of its filter too: only so it is known to be there no more. */
    private void show(Watch watch, Attempt attempt) {
        boolean ended = attempt.verdict().kind() != Verdict.Kind.RETRY;
        Watch.Seen seen = new Watch.Seen(attempt.work().callback().id(), ended, () -> Glimpse.of(attempt));
        if (watch.follows(seen.callback())) {
            watch.show(seen);
        } else if (watch.filter().wants(attempt, accounts)) {
            watch.offer(seen);
        }
    }

    boolean isWatched() {
        return !watches.isEmpty();
    }
}
