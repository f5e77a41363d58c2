package dev.ringback.http;

import dev.ringback.ambient.Timers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads bodies whole, each up to its route's bound, all together up to the node's budget, each within {@link #TIME_MAX}. What is
 * refused is read and dropped, so that the client has sent all and looks at the answer. One per event loop.
 */
public final class Bodies {
    /** Long enough for the largest body over a slow line; without it, one who trickles bytes would hold the budget. */
    static final Duration TIME_MAX = Duration.ofSeconds(30);
    /** Past this the connection is closed instead. */
    static final long DROPPED_BYTES_MAX = 64L << 20;

    private final BodyBudget budget;
    private final InstantSource clock;
    private final Timers timers;
    /** In the order they began, so the first is the first to be late. */
    private final Set<Reading<?>> readings = new LinkedHashSet<>();

    private boolean watching;

    public Bodies(BodyBudget budget, InstantSource clock, Timers timers) {
        this.budget = budget;
        this.clock = clock;
        this.timers = timers;
    }

    /** The whole body; fails with the problem when it is too large, too slow, or there is no room. The request may be paused. */
    Future<Buffer> readJson(HttpServerRequest request, int bytesMax) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && announced(request) && !isJson(type)) {
            String detail = "Send application/json in UTF-8, not " + Words.quoted(type) + ".";
            return Future.failedFuture(
                    Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail).exception());
        }
        return readAny(request, bytesMax);
    }

    Future<Buffer> readAny(HttpServerRequest request, int bytesMax) {
        if (!announced(request)) {
            request.resume();
            return Future.succeededFuture(Buffer.buffer());
        }
        if (length(request) > bytesMax) {
            return Future.failedFuture(tooLarge(bytesMax).exception());
        }
        if (expectsContinue(request)) {
            request.response().writeContinue();
        }
        return run(request, new BodyReading(budget, length(request), bytesMax, deadline()));
    }

    /** True when the rest was read to its end: the connection can be used again. False: it has to be closed. */
    Future<Boolean> drop(HttpServerRequest request) {
        if (request.isEnded() || !announced(request)) {
            request.resume();
            return Future.succeededFuture(true);
        }
        // Who waits to be told to go on has sent nothing yet, and will not after a refusal.
        if (expectsContinue(request) || length(request) > DROPPED_BYTES_MAX) {
            return Future.succeededFuture(false);
        }
        return run(request, new BodyDropping(DROPPED_BYTES_MAX, deadline()));
    }

    private <T> Future<T> run(HttpServerRequest request, Reading<T> reading) {
        readings.add(reading);
        watch();
        request.handler(reading::chunk);
        request.endHandler(end -> reading.end());
        request.exceptionHandler(reading::broken);
        request.resume();
        return reading.future().onComplete(done -> {
            readings.remove(reading);
            reading.close();
        });
    }

    /** One timer for all that are under way, set for the first of them. */
    private void watch() {
        if (watching || readings.isEmpty()) {
            return;
        }
        watching = true;
        long wait = readings.iterator().next().deadline() - clock.millis();
        var unused = timers.after(Duration.ofMillis(Math.max(1, wait)), this::giveUpLate);
    }

    private void giveUpLate() {
        watching = false;
        long present = clock.millis();
        List<Reading<?>> late = new ArrayList<>();
        Iterator<Reading<?>> oldestFirst = readings.iterator();
        while (oldestFirst.hasNext()) {
            Reading<?> reading = oldestFirst.next();
            if (reading.deadline() > present) {
                break;
            }
            late.add(reading);
        }
        late.forEach(Reading::late);
        watch();
    }

    private long deadline() {
        return clock.millis() + TIME_MAX.toMillis();
    }

    static Problem tooLarge(int bytesMax) {
        return Problem.of(ProblemType.BODY_TOO_LARGE, "The body may have at most " + bytesMax + " bytes.");
    }

    private static boolean isJson(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        int semicolon = lower.indexOf(';');
        String media = (semicolon < 0 ? lower : lower.substring(0, semicolon)).strip();
        String parameters = semicolon < 0 ? "" : lower.substring(semicolon).replace("\"", "");
        boolean utf8 = !parameters.contains("charset=") || parameters.contains("charset=utf-8");
        return utf8
                && (media.equals("application/json") || (media.startsWith("application/") && media.endsWith("+json")));
    }

    private static boolean announced(HttpServerRequest request) {
        return length(request) != 0;
    }

    /** -1 when it comes in chunks and its length is not known before its end; 0 when there is none. */
    private static long length(HttpServerRequest request) {
        if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            return -1;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // A length that is no number does not come this far: the decoder refuses it.
        return length == null ? 0 : Long.parseLong(length.strip());
    }

    private static boolean expectsContinue(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.EXPECT, "100-continue", true);
    }
}
