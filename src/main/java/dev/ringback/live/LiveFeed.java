package dev.ringback.live;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Attempt;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemType;
import dev.ringback.intake.Entry;
import dev.ringback.live.Watch.Shown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Shows what passes by on this node to those who look, here or on another node. While nobody does, it costs the path one look at a list that is
 * empty. Safe for all threads.
 */
public final class LiveFeed {
    private final int perAccountMax;
    private int next;
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

    synchronized Watch watch(LiveFilter filter, Consumer<Shown> sink) {
        long taken = own().stream()
                .filter(each -> each.filter().account().equals(filter.account()))
                .count();
        if (taken >= perAccountMax) {
            throw Problem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "The account has " + taken + " live streams open; close one (live.account_streams_max).")
                    .retryAfter(Duration.ofSeconds(5))
                    .exception();
        }
        return add(new Watch(Integer.toString(next++), false, filter, sink));
    }

    /** For one who looks on another node, which has counted it. */
    synchronized Watch lend(LiveFilter filter, Consumer<Shown> sink) {
        return add(new Watch("", true, filter, sink));
    }

    private Watch add(Watch watch) {
        List<Watch> more = new ArrayList<>(watches);
        more.add(watch);
        watches = List.copyOf(more);
        return watch;
    }

    List<Watch> all() {
        return watches;
    }

    /** Those who look on this node. */
    List<Watch> own() {
        return watches.stream().filter(each -> !each.isLent()).toList();
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
                    watch.offer(new Watch.Seen(
                            entry.callback().id(),
                            entry.beside().skipped(),
                            () -> GlimpseJson.text(Glimpse.of(entry))));
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
        Watch.Seen seen =
                new Watch.Seen(attempt.work().callback().id(), ended, () -> GlimpseJson.text(Glimpse.of(attempt)));
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
