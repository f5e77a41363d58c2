package dev.ringback.backlog;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Hold;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The claims that this node holds in memory, by callback and counted by profile. Holds are let go from any thread. */
final class Claims {
    /** Fewer of one profile are not worth a statement. */
    private static final int MANY = 64;

    private final Map<CallbackId, Claim> held = new ConcurrentHashMap<>();
    private final Map<ProfileId, Integer> byProfile = new ConcurrentHashMap<>();
    private final Runnable roomAgain;
    private final AtomicBoolean wanting = new AtomicBoolean();
    /** The present {@link Enough}. Replaced as a whole, so that a thread never sees half of another. */
    private volatile Enough enough = new Enough(0, Map.of());

    /** {@code roomAgain} runs on the thread that let the last hold go. */
    Claims(Runnable roomAgain) {
        this.roomAgain = roomAgain;
    }

    /**
     * More is due than there is room for: says so once when half of what is held now is settled, or half of a profile's that holds many. Of all
     * alone it would not come while a dead receiver's are as many as the rest.
     */
    void tellOfRoom() {
        Map<ProfileId, Integer> ofProfile = new HashMap<>();
        byProfile.forEach((profile, count) -> {
            if (count >= MANY) {
                ofProfile.put(profile, count / 2);
            }
        });
        enough = new Enough(held.size() / 2, ofProfile);
        wanting.set(true);
    }

    /** So few held in all, or of one of these profiles, make a new claim worth its statement. */
    private record Enough(int inAll, Map<ProfileId, Integer> ofProfile) {}

    Hold hold(CallbackId callback, ProfileId profile, NodeId licence) {
        Claim claim = new Claim(callback, profile, licence);
        // Counted before it can be let go. One that the database gave us a second time takes the place of the first,
        // and its count.
        int unused = byProfile.merge(profile, 1, Integer::sum);
        Claim before = held.put(callback, claim);
        if (before != null) {
            before.uncount();
        }
        return claim;
    }

    int of(ProfileId profile) {
        return byProfile.getOrDefault(profile, 0);
    }

    int size() {
        return held.size();
    }

    List<CallbackId> ids() {
        return new ArrayList<>(held.keySet());
    }

    /**
     * One more look at all that is held, while the store takes what is settled. What has been looked at too often was lost between two stages: it
     * is let go, so that the store's side frees it.
     */
    void letGoOfLost(int looksMost) {
        for (Claim claim : List.copyOf(held.values())) {
            if (++claim.looks > looksMost) {
                claim.settled();
            }
        }
    }

    /** The licence is lost: a survivor has freed them. */
    void forget() {
        List.copyOf(held.values()).forEach(Claim::settled);
    }

    private final class Claim implements Hold {
        private final CallbackId callback;
        private final ProfileId profile;
        private final NodeId licence;
        /** Only touched by the backlog's event loop. */
        private int looks;

        Claim(CallbackId callback, ProfileId profile, NodeId licence) {
            this.callback = callback;
            this.profile = profile;
            this.licence = licence;
        }

        @Override
        public NodeId licence() {
            return licence;
        }

        @Override
        public void taken() {
            // A claim is swept by the store's side: what no claim in memory stands for is freed.
        }

        @Override
        public void settled() {
            if (held.remove(callback, this)) {
                uncount();
                if (wanting.get() && isEnough() && wanting.compareAndSet(true, false)) {
                    roomAgain.run();
                }
            }
        }

        private boolean isEnough() {
            Enough now = enough;
            Integer ofProfile = now.ofProfile.get(profile);
            return held.size() <= now.inAll || (ofProfile != null && of(profile) <= ofProfile);
        }

        void uncount() {
            Integer unused = byProfile.computeIfPresent(profile, (id, count) -> count > 1 ? count - 1 : null);
        }
    }
}
