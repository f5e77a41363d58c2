package dev.ringback.house.planted.domain;

import dev.ringback.house.planted.intake.WeedUtil;
import io.vertx.core.Future;

/**
 * Breaks the rules that {@code ArchitectureTest} shows to be found: a domain that knows a framework, and half of a
 * cycle.
 */
public final class Weed {
    public Future<WeedUtil> grow() {
        return Future.succeededFuture(new WeedUtil());
    }
}
