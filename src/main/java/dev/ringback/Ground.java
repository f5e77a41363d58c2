package dev.ringback;

import dev.ringback.ambient.SystemAmbient;
import dev.ringback.bus.Bus;
import dev.ringback.catalogue.Catalogue;
import dev.ringback.config.Settings;
import dev.ringback.metrics.Meters;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;

/** What stands before anything is opened: the event loops, the settings, the clock. */
record Ground(
        Vertx vertx,
        Settings settings,
        SystemAmbient ambient,
        Bus bus,
        Catalogue catalogue,
        PrometheusMeterRegistry registry,
        Meters meters) {}
