package dev.ringback.live;

import dev.ringback.domain.AccountId;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How many streams an account has open against how many it may. Safe for all threads. */
public final class StreamPlaces {
    private final int perAccountMax;
    private final Map<AccountId, Integer> taken = new HashMap<>();

    public StreamPlaces(int perAccountMax) {
        this.perAccountMax = perAccountMax;
    }

    synchronized void take(AccountId account) {
        int own = taken.getOrDefault(account, 0);
        if (own >= perAccountMax) {
            throw Problem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "The account has " + own + " such streams open; close one (live.account_streams_max).")
                    .retryAfter(Duration.ofSeconds(5))
                    .exception();
        }
        taken.put(account, own + 1);
    }

    synchronized void leave(AccountId account) {
        Integer unused = taken.computeIfPresent(account, (key, own) -> own <= 1 ? null : own - 1);
    }
}
