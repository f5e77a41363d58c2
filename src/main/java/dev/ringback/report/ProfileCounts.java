package dev.ringback.report;

import dev.ringback.domain.ProfileId;

/** What became of one profile's callbacks, and what the profile is called. Its counts have no latency. */
public record ProfileCounts(ProfileId profile, Named named, Counts counts) {
    /** {@code state}: also deleted ones are reported. */
    public record Named(String title, String channel, String method, String state) {}
}
