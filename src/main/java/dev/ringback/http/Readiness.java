package dev.ringback.http;

import java.util.List;

/** Why this node should get no requests at the moment; empty when it should. Asked on any event loop, answers at once. */
@FunctionalInterface
public interface Readiness {
    List<String> reasonsAgainst();
}
