package dev.ringback.domain.access;

import dev.ringback.domain.SecretText;
import java.time.Duration;
import java.time.Instant;

/** A token, and for how long it is good. From {@code renewAt} on a new one is fetched, while this one is still used until it expires. */
public record Grant(SecretText token, Instant renewAt, Instant expiresAt) implements TokenAnswer {
    private static final Duration EARLIEST = Duration.ofSeconds(30);
    private static final int PART = 10;
    /** A server whose tokens are dead when they come must not be asked for each callback. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Renewed when a tenth of its life is left, or half a minute if that is less: a callback on its way must still arrive with it. */
    static Grant until(SecretText token, Instant askedAt, Instant expiresAt) {
        Duration told = Duration.between(askedAt, expiresAt);
        Duration life = told.compareTo(SHORTEST) < 0 ? SHORTEST : told;
        Duration tenth = life.dividedBy(PART);
        Duration early = tenth.compareTo(EARLIEST) > 0 ? EARLIEST : tenth;
        return new Grant(token, askedAt.plus(life).minus(early), askedAt.plus(life));
    }
}
