package dev.ringback.domain;

import java.time.Duration;

/** At most {@code attempts} in any {@code per}, for the whole cluster; written {@code 100/s}, {@code 600/m} or {@code 5000/h}. */
public record RateLimit(int attempts, Duration per) {
    @Override
    public String toString() {
        return attempts + (per.toSeconds() == 1 ? "/s" : per.toMinutes() == 1 ? "/m" : "/h");
    }
}
