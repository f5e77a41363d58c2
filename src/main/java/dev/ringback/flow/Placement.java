package dev.ringback.flow;

import dev.ringback.domain.Lanes;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.Share;
import java.util.Optional;
import java.util.function.Function;

/**
 * On which event loops of this node a profile has its lanes, and what each may do. A profile with a small limit lives on one loop; one with
 * room for two or more attempts on each has a lane on all, and its callbacks stay on the loop that took them.
 */
public final class Placement {
    private final int loops;
    private final Membership membership;
    private final Function<ProfileId, Optional<ProfileSpec.Delivery>> profiles;

    public Placement(int loops, Membership membership, Function<ProfileId, Optional<ProfileSpec.Delivery>> profiles) {
        this.loops = loops;
        this.membership = membership;
        this.profiles = profiles;
    }

    public int loops() {
        return loops;
    }

    public int loopOf(ProfileId profile, int ownLoop) {
        int share = shareOfNode(profile);
        return spreads(share) ? ownLoop : Math.floorMod(profile.hashCode(), loops);
    }

    /** What the node may have in flight for that profile. */
    public int shareOfNode(ProfileId profile) {
        Membership.Place place = membership.now();
        return profiles.apply(profile)
                .map(delivery -> Share.of(delivery.maxInFlight(), place.nodes(), place.index(), profile.hashCode()))
                .orElse(1);
    }

    public Lanes.Terms termsOn(int loop, ProfileId profile, ProfileSpec.Delivery delivery) {
        Membership.Place place = membership.now();
        int share = Share.of(delivery.maxInFlight(), place.nodes(), place.index(), profile.hashCode());
        if (spreads(share)) {
            return new Lanes.Terms(
                    Share.of(share, loops, loop, profile.hashCode()), delivery.rateLimit(), place.nodes() * loops);
        }
        boolean here = Math.floorMod(profile.hashCode(), loops) == loop;
        return new Lanes.Terms(here ? share : 0, delivery.rateLimit(), place.nodes());
    }

    private boolean spreads(int share) {
        return share >= 2 * loops;
    }
}
