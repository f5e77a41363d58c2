package dev.ringback.bench;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What each living node had in hand at one moment, by the database; and which of them has been taken over since. */
record Holdings(ServerProcess server, Map<UUID, Set<String>> held) {
    private static final Duration TAKE_OVER_MAX = Duration.ofMinutes(2);

    static Holdings now(ServerProcess server) {
        return new Holdings(server, server.database().held());
    }

    /** Waits for it. What is answered is what that node had in hand. */
    Set<String> awaitTakeOver() {
        if (!Pause.until(TAKE_OVER_MAX, () -> gone().isPresent())) {
            throw new BenchException("a node is not taken over within " + TAKE_OVER_MAX.toSeconds() + " s");
        }
        return held.get(gone().orElseThrow());
    }

    private Optional<UUID> gone() {
        Set<UUID> now = server.database().nodes();
        return held.keySet().stream().filter(id -> !now.contains(id)).findFirst();
    }
}
