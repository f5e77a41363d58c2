package dev.ringback.backlog;

import dev.ringback.ambient.Ambient;
import dev.ringback.backlog.BacklogStore.Claimed;
import dev.ringback.backlog.BacklogStore.Due;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Work;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Pauses;
import dev.ringback.flow.Placement;
import dev.ringback.flow.Trouble;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Brings due callbacks back from the backlog into their lanes: asks which profiles have some, claims as many as their lanes have room for, and
 * hands them on. One round at a time; the next begins at once while there is more, or when the first is due. Used from one event loop.
 */
public final class ClaimDue {
    private static final Duration HINTED = Duration.ofMillis(2);
    private static final Duration AGAIN = Duration.ofMillis(10);
    private static final Duration IDLE_POLL = Duration.ofSeconds(1);
    private static final int PROFILES_AT_ONCE = 1000;
    /** Enough of a receiver's callbacks in hand that its attempts never wait for the next round. */
    private static final int ROUNDS_IN_HAND = 4;

    private static final int ROOM_MIN = 16;
    private static final int PROBES = 2;
    /** Nodes that idle look each second by themselves; told more often, they would look in vain while all are busy. */
    private static final Duration TELL_EVERY = Duration.ofMillis(500);

    /** One a minute: longer than any attempt, its wait in a lane and the ledger's line take. */
    private static final int LOOKS_MOST = 10;

    private final BacklogStore store;
    private final Licence licence;
    private final Ambient ambient;
    private final Hands hands;
    private final Claims claims;
    private Optional<ProfileId> after = Optional.empty();
    private Optional<dev.ringback.ambient.Timers.Timer> timer = Optional.empty();
    private boolean busy;
    private boolean hinted;
    private boolean freeing;
    private boolean soon;
    private boolean stopped;
    private Instant toldAt = Instant.EPOCH;

    public ClaimDue(BacklogStore store, Licence licence, Ambient ambient, Hands hands) {
        this.store = store;
        this.licence = licence;
        this.ambient = ambient;
        this.hands = hands;
        this.claims = new Claims(() -> ambient.timers().soon(this::hint));
    }

    /**
     * Where claimed callbacks go, and what tells how many to claim: {@code claimMax} in all, none while {@code ledgerIsFull}. {@code profiles} makes
     * sure that a profile that is not in the node's memory is not in the database either. {@code tellOthers}: more is due than this node has room
     * for.
     */
    public record Hands(
            Placement placement,
            Function<ProfileId, Future<?>> profiles,
            Pauses pauses,
            BiConsumer<Integer, List<Work>> deliver,
            BooleanSupplier ledgerIsFull,
            int claimMax,
            Duration poll,
            Runnable tellOthers) {}

    public void start() {
        round();
    }

    public void stop() {
        stopped = true;
        timer.ifPresent(dev.ringback.ambient.Timers.Timer::cancel);
    }

    /** There may be new rows, due now or soon. */
    public void hint() {
        if (busy) {
            hinted = true;
        } else if (!soon) {
            // Put off by each hint anew, it would never come under load.
            schedule(HINTED);
            soon = true;
        }
    }

    /** Frees claims of this node that nobody in it holds. To be called now and then. */
    public Future<Void> freeLostClaims() {
        // While a round is under way the store may know claims that memory does not know yet; so neither begins within
        // the other.
        freeing = busy;
        if (busy) {
            return Future.succeededFuture();
        }
        busy = true;
        Future<Void> freed = store.lostClaims(licence.node(), claims.ids())
                .compose(lost -> lost.isEmpty() ? Future.succeededFuture() : store.free(lost));
        return freed.onComplete(done -> {
            if (done.succeeded() && !hands.ledgerIsFull().getAsBoolean()) {
                claims.letGoOfLost(LOOKS_MOST);
            }
            busy = false;
            schedule(HINTED);
        });
    }

    public void forget() {
        claims.forget();
    }

    public int claimed() {
        return claims.size();
    }

    private void round() {
        if (busy || stopped) {
            return;
        }
        busy = true;
        hinted = false;
        soon = false;
        Instant now = ambient.clock().instant();
        NodeId node = licence.node();
        Future<Duration> wait = licence.isValid() && !hands.ledgerIsFull().getAsBoolean()
                ? store.promoteOrdered(now, PROFILES_AT_ONCE)
                        .compose(promoted -> store.dueProfiles(after, PROFILES_AT_ONCE))
                        .compose(this::known)
                        .compose(due -> claim(node, due, now))
                : Future.succeededFuture(hands.poll());
        wait.recover(failure -> {
                    if (Trouble.kindOf(failure) == Trouble.Kind.FENCED) {
                        licence.lost(node);
                    }
                    return Future.succeededFuture(IDLE_POLL);
                })
                .onSuccess(next -> {
                    busy = false;
                    if (freeing) {
                        freeLostClaims().onFailure(failure -> freeing = true);
                    } else {
                        schedule(hinted && next.compareTo(HINTED) > 0 ? HINTED : next);
                    }
                });
    }

    /**
     * Without those of profiles that can be neither found nor asked for: made on another node a moment ago, one would be taken for deleted, and its
     * callbacks be cancelled.
     */
    private Future<List<Due>> known(List<Due> due) {
        List<Future<?>> reads = new ArrayList<>(due.size());
        due.forEach(one -> reads.add(hands.profiles().apply(one.profile())));
        return Future.join(reads).transform(read -> {
            List<Due> known = new ArrayList<>(due.size());
            for (int i = 0; i < due.size(); i++) {
                if (reads.get(i).succeeded()) {
                    known.add(due.get(i));
                }
            }
            return Future.succeededFuture(known);
        });
    }

    private Future<Duration> claim(NodeId node, List<Due> due, Instant now) {
        if (claims.size() > 0) {
            claims.tellOfRoom();
        }
        int left = hands.claimMax() - claims.size();
        if (left <= 0) {
            tellOthers(now);
            return Future.succeededFuture(hands.poll());
        }
        boolean fromFirst = after.isEmpty();
        Map<ProfileId, Integer> room = room(due, left, now);
        if (room.isEmpty() && after.isPresent()) {
            return Future.succeededFuture(Duration.ZERO);
        } else if (room.isEmpty()) {
            return Future.succeededFuture(fromFirst ? untilNext(due, now) : hands.poll());
        }
        return store.claim(node, room, now).map(claimed -> {
            handOn(node, claimed);
            // A profile whose room was used up may have more due.
            return claimed.isEmpty() ? hands.poll() : AGAIN;
        });
    }

    private void tellOthers(Instant now) {
        if (toldAt.plus(TELL_EVERY).isBefore(now)) {
            toldAt = now;
            hands.tellOthers().run();
        }
    }

    /** The next round goes on after the last that had its turn, so that slow receivers with small ids do not get every place that comes free. */
    private Map<ProfileId, Integer> room(List<Due> due, int most, Instant now) {
        Map<ProfileId, Integer> room = new HashMap<>();
        int left = most;
        int seen = 0;
        while (seen < due.size() && left > 0) {
            Due one = due.get(seen++);
            if (!one.dueAt().isAfter(now)) {
                hands.pauses().stillDue(one.profile(), now);
            }
            int n = one.dueAt().isAfter(now) ? 0 : Math.min(left, roomOf(one.profile(), now));
            if (n == 0
                    && !one.dueAt().isAfter(now)
                    && hands.pauses().of(one.profile()).isEmpty()) {
                tellOthers(now);
            }
            if (n > 0) {
                room.put(one.profile(), n);
                left -= n;
            }
        }
        boolean more = seen < due.size() || due.size() == PROFILES_AT_ONCE;
        after = more ? Optional.of(due.get(seen - 1).profile()) : Optional.empty();
        return room;
    }

    private int roomOf(ProfileId profile, Instant now) {
        Optional<Instant> pause = hands.pauses().of(profile);
        if (pause.filter(now::isBefore).isPresent()) {
            return 0;
        }
        int share = hands.placement().shareOfNode(profile);
        int wanted = pause.isPresent() ? PROBES : share == 0 ? 0 : Math.max(ROOM_MIN, share * ROUNDS_IN_HAND);
        return Math.max(0, wanted - claims.of(profile));
    }

    private Duration untilNext(List<Due> due, Instant now) {
        Duration wait = IDLE_POLL;
        for (Due one : due) {
            Duration until = one.dueAt().isAfter(now) ? Duration.between(now, one.dueAt()) : hands.poll();
            wait = until.compareTo(wait) < 0 ? until : wait;
        }
        return wait;
    }

    private void handOn(NodeId node, List<Claimed> claimed) {
        Placement placement = hands.placement();
        List<List<Work>> byLoop = new ArrayList<>();
        for (int loop = 0; loop < placement.loops(); loop++) {
            byLoop.add(new ArrayList<>());
        }
        int turn = 0;
        for (Claimed one : claimed) {
            ProfileId profile = one.callback().profile();
            var hold = claims.hold(one.callback().id(), profile, node);
            int loop = placement.loopOf(profile, turn++ % placement.loops());
            byLoop.get(loop).add(new Work(one.callback(), one.number(), one.triedBefore(), true, hold));
        }
        for (int loop = 0; loop < byLoop.size(); loop++) {
            if (!byLoop.get(loop).isEmpty()) {
                hands.deliver().accept(loop, byLoop.get(loop));
            }
        }
    }

    private void schedule(Duration wait) {
        timer.ifPresent(dev.ringback.ambient.Timers.Timer::cancel);
        if (!stopped) {
            timer = Optional.of(ambient.timers().after(wait, this::round));
        }
    }
}
