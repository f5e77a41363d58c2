package dev.ringback.profile;

import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;

/** The callbacks that wait for a profile, as far as a deletion is concerned with them. */
@FunctionalInterface
public interface Waiting {
    /** Cancels what no node has claimed. What is in a lane ends when its attempt finds the profile gone. */
    Future<Void> cancelAll(ProfileId profile);
}
