package dev.ringback;

import dev.ringback.ambient.SystemAmbient;
import dev.ringback.catalogue.BadCatalogue;
import dev.ringback.catalogue.Catalogue;
import dev.ringback.catalogue.CatalogueReader;
import dev.ringback.cluster.engine.CannotJoin;
import dev.ringback.config.Settings;
import dev.ringback.mail.CaughtMails;
import dev.ringback.metrics.Meters;
import dev.ringback.store.StoreException;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a node up in this process, and down again when the process is told to end. */
final class Launch {
    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);
    /** Beside the grace: for the ledger, the row of the node and the embedded server's checkpoint. */
    private static final Duration STOP_MORE = Duration.ofSeconds(15);

    private Launch() {}

    /** The exit status; when it did not come up the error stream says why. */
    static int node(Settings settings, boolean demo, PrintStream out, PrintStream err) {
        Catalogue catalogue;
        try {
            catalogue = CatalogueReader.read(settings.node().catalogueFile());
        } catch (BadCatalogue bad) {
            err.println("ringback: cannot start, " + bad.getMessage());
            return Ringback.WRONG;
        }
        Future<Ground> ground = Engine.start(settings).map(engine -> ground(engine, settings, catalogue, demo));
        Future<Product.Running> starting = ground.compose(Product::start);
        AtomicBoolean up = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ground, starting, up), "stop"));
        try {
            Product.Running running =
                    starting.toCompletionStage().toCompletableFuture().get();
            out.println("Ringback is ready at " + url(settings));
            if (demo) {
                out.println(Demo.start(ground.result(), running)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get());
            } else {
                FirstKey.file(settings).ifPresent(file -> out.println("An API key with all scopes is in " + file));
            }
            up.set(true);
            return Ringback.DONE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Ringback.FAILED;
        } catch (java.util.concurrent.ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            err.println("ringback: cannot start, " + cause.getMessage());
            if (!(cause instanceof StoreException || cause instanceof CannotJoin)) {
                LOG.error("the start failed", cause);
            }
            return Ringback.FAILED;
        }
    }

    static String url(Settings settings) {
        return settings.http()
                .publicUrl()
                .orElse("http://" + settings.http().host() + ":"
                        + settings.http().port());
    }

    private static Ground ground(Engine engine, Settings settings, Catalogue catalogue, boolean demo) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        JvmGcMetrics gc = new JvmGcMetrics();
        gc.bindTo(registry);
        return new Ground(
                engine,
                settings,
                new SystemAmbient(),
                catalogue,
                registry,
                new Meters(registry),
                demo ? Optional.of(new CaughtMails()) : Optional.empty());
    }

    /** Left to itself, a JVM that a signal ends has the status 143, also when all is in order. */
    private static void end(Future<Ground> ground, Future<Product.Running> starting, AtomicBoolean up) {
        boolean clean = !ground.succeeded() || stop(ground.result(), starting);
        if (up.get()) {
            Runtime.getRuntime().halt(clean ? Ringback.DONE : Ringback.FAILED);
        }
    }

    /** False when something is left, which the next start recovers. */
    private static boolean stop(Ground ground, Future<Product.Running> starting) {
        Duration most = ground.settings().node().stopGrace().plus(STOP_MORE);
        Future<Void> stopped = starting.transform(
                start -> start.succeeded() ? start.result().node().stop() : Future.succeededFuture());
        boolean clean = isDone(stopped, most);
        if (!clean) {
            LOG.warn("not stopped within {} s; what is left is recovered at the next start", most.toSeconds());
        }
        // Asked for from here and not from an event loop, of which none is left to tell of the end.
        if (!isDone(ground.vertx().close(), STOP_MORE)) {
            LOG.warn("the event loops did not end");
        }
        return clean;
    }

    private static boolean isDone(Future<Void> step, Duration most) {
        CountDownLatch done = new CountDownLatch(1);
        step.onComplete(ended -> done.countDown());
        try {
            return done.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
