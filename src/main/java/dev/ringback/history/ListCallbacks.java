package dev.ringback.history;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Uuid7;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of callbacks, newest first. It looks a little deeper each time until the page is full, and stops when it has examined its
 * bound: such a page may be short, or empty, and still name the place where the next one goes on.
 */
public final class ListCallbacks {
    /** Some 50 ms of the database where nothing fits, as bin/bench page measures it. */
    private static final int EXAMINED_MAX = 25_000;

    private static final int GROWTH = 8;
    /** An account of whose callbacks there is less than one among so many is looked for profile by profile. */
    private static final int SPARSE = 8;

    private final CallbackStore store;
    private final int examinedMax;

    public ListCallbacks(CallbackStore store) {
        this(store, EXAMINED_MAX);
    }

    ListCallbacks(CallbackStore store, int examinedMax) {
        this.store = store;
        this.examinedMax = examinedMax;
    }

    public Future<Page> page(AccountId account, CallbackFilter filter, Optional<CallbackId> after, int limit) {
        IdRange all = filter.range();
        IdRange range = after.map(all::below).orElse(all);
        return new Search(account, filter, limit)
                .goOn(range, limit + 1, filter.profile().isPresent());
    }

    /** What is found of a page so far, and what it has cost. */
    private final class Search {
        private final AccountId account;
        private final CallbackFilter filter;
        private final int limit;
        private final List<CallbackSummary> found = new ArrayList<>();
        private int examined;

        Search(AccountId account, CallbackFilter filter, int limit) {
            this.account = account;
            this.filter = filter;
            this.limit = limit;
        }

        Future<Page> goOn(IdRange range, int share, boolean byProfile) {
            // One more than the page has: so it is known whether another follows.
            int wanted = limit + 1 - found.size();
            Scan.Depth depth = new Scan.Depth(share, wanted, byProfile);
            return store.scan(account, filter, range, depth).compose(scan -> settle(scan, range, depth));
        }

        private Future<Page> settle(Scan scan, IdRange range, Scan.Depth depth) {
            found.addAll(scan.found());
            examined += scan.examined();
            if (found.size() > limit) {
                return Future.succeededFuture(full());
            }
            if (scan.floor().isEmpty()) {
                return Future.succeededFuture(new Page(found, Optional.empty(), false));
            }
            if (examined >= examinedMax) {
                return Future.succeededFuture(new Page(found, scan.floor(), true));
            }
            IdRange rest = range.below(scan.floor().get());
            if (!depth.byProfile() && scan.own() * SPARSE < scan.examined()) {
                return goOn(rest, limit + 1, true);
            }
            return goOn(rest, deeper(depth.share(), scan.examined()), depth.byProfile());
        }

        private Page full() {
            List<CallbackSummary> page = found.subList(0, limit);
            return new Page(page, Optional.of(page.get(limit - 1).id()), false);
        }

        /** A profile's share grows as long as all profiles together stay within what is left. */
        private int deeper(int share, int cost) {
            long affordable = (long) share * (examinedMax - examined) / Math.max(1, cost);
            return (int) Math.max(limit + 1, Math.min((long) share * GROWTH, affordable));
        }
    }

    /**
     * {@code next} is the id below which the next page goes on; empty when nothing follows. One that is {@code cut} stopped at the bound
     * of what it may examine, and not because it was full.
     */
    public record Page(List<CallbackSummary> callbacks, Optional<CallbackId> next, boolean cut) {
        public Page {
            callbacks = List.copyOf(callbacks);
        }

        /** The time down to which it has looked, when that is what ended it. */
        public Optional<Instant> lookedBackTo() {
            return cut ? next.map(id -> Uuid7.time(id.value())) : Optional.empty();
        }
    }
}
