package dev.ringback.config;

import java.time.Duration;

/** The settings of the page, among {@link Keys}, which loads them in their place. */
final class PageKeys {
    static final Key<Duration> SESSION_IDLE = Keys.key(
            "session.idle_max",
            Kinds.duration("1m", "30d", "a browser that is left alone must not stay signed in for ever"),
            "12h",
            "Time without use after which a session on the page ends.");
    static final Key<Duration> SESSION_LIFETIME = Keys.key(
            "session.lifetime_max",
            Kinds.duration("1m", "90d", "a cookie that was stolen must end some day"),
            "7d",
            "Time after which a session ends, however much it is used.");
    static final Key<Integer> HASHING = Keys.key(
            "session.hashing_max",
            Kinds.number(1, 64, "each takes a core, and 19 MiB of the heap"),
            "2",
            "Passwords being checked at once; some more wait, beyond that the answer is 429.");

    static final Key<Integer> LIVE_STREAMS = Keys.key(
            "live.account_streams_max",
            Kinds.number(1, 1000, "each is a connection, and is offered all that passes by"),
            "20",
            "Live streams that one account may have open on this node; beyond it the answer is 429.");

    private PageKeys() {}

    /** Has the keys above put into the list. */
    static void load() {}
}
