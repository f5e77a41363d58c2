package dev.ringback.bus;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who sends what this node cannot read: somebody newer, or nobody of ours. Each gets its refusal; the log has each kind once, as whoever sends
 * such a message sends many. Safe for all threads.
 */
final class Strangers {
    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);
    /** What is told apart comes from outside. */
    private static final int KINDS_MAX = 20;

    private final Set<String> met = ConcurrentHashMap.newKeySet();

    void met(String address, String what) {
        String kind = address + " got " + what;
        if (met.size() < KINDS_MAX && met.add(kind)) {
            LOG.warn("{}; such messages are refused, and this is not said again", kind);
        }
    }
}
