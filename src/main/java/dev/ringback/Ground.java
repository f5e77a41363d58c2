package dev.ringback;

import dev.ringback.ambient.SystemAmbient;
import dev.ringback.bus.Between;
import dev.ringback.bus.Bus;
import dev.ringback.catalogue.Catalogue;
import dev.ringback.config.Settings;
import dev.ringback.mail.CaughtMails;
import dev.ringback.metrics.Meters;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.util.Optional;

/** What stands before anything is opened: the event loops, the settings, the clock. The demo catches its mails. */
record Ground(
        Engine engine,
        Settings settings,
        SystemAmbient ambient,
        Catalogue catalogue,
        PrometheusMeterRegistry registry,
        Meters meters,
        Optional<CaughtMails> caught) {

    /** Event loops are as many as cores unless a setting says otherwise. */
    static int loops(Settings settings) {
        int wanted = settings.node().eventLoops();
        return wanted == 0 ? Runtime.getRuntime().availableProcessors() : wanted;
    }

    Vertx vertx() {
        return engine.vertx();
    }

    Bus bus() {
        return engine.bus();
    }

    Between between() {
        return engine.between();
    }

    int loops() {
        return loops(settings);
    }
}
