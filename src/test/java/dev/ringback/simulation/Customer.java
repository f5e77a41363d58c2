package dev.ringback.simulation;

import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import java.util.ArrayList;
import java.util.List;

/** One receiver and its profile: in what mood it is at a time, and what of its profile the checks must know. */
final class Customer {
    final int index;
    final ProfileId profile;
    /** Of all versions of the profile so far, as a change takes a while to be everywhere. */
    int inFlightMost;

    ProfileSpec spec;
    boolean edited;
    boolean deleted;
    private final boolean healthy;
    private final List<Phase> phases = new ArrayList<>();

    enum Mood {
        GOOD,
        SLOW,
        ILL,
        BUSY,
        MISSING,
        UNREACHABLE,
        BROKEN,
        HANGING,
        LYING,
        MIXED,
        GONE
    }

    private record Phase(long until, Mood mood) {}

    Customer(int index, ProfileId profile, ProfileSpec spec) {
        this(index, profile, spec, true);
    }

    Customer(int index, ProfileId profile, ProfileSpec spec, boolean healthy) {
        this.index = index;
        this.profile = profile;
        this.spec = spec;
        this.healthy = healthy;
        this.inFlightMost = spec.delivery().maxInFlight();
    }

    /** Always good, and never edited: its lanes have no reason to wait but the limit. */
    boolean isHealthy() {
        return healthy && !edited;
    }

    void becomes(Mood mood, long until) {
        phases.add(new Phase(until, mood));
    }

    Mood mood(long now, Chance chance) {
        for (Phase phase : phases) {
            if (now < phase.until()) {
                return phase.mood() == Mood.MIXED
                        ? chance.of(Mood.GOOD, Mood.ILL, Mood.BUSY, Mood.LYING, Mood.BROKEN)
                        : phase.mood();
            }
        }
        return Mood.GOOD;
    }

    void changed(ProfileSpec next) {
        edited = true;
        spec = next;
        inFlightMost = Math.max(inFlightMost, next.delivery().maxInFlight());
    }
}
