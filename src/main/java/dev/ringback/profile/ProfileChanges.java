package dev.ringback.profile;

import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;
import java.util.function.Consumer;

/** Tells what any node changed. Hints get lost while the connection is away, so whoever listens compares all after each connect. */
public interface ProfileChanges {
    /** Completes when it listens for the first time. {@code connected} runs then, and whenever a lost connection is back. */
    Future<Void> listen(Consumer<ProfileId> changed, Runnable connected);

    Future<Void> close();
}
