package dev.ringback.inbox;

import dev.ringback.flow.Gather;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;

/** Writes requests in batches, one batch at a time; each sender waits until its own is written. Past its bounds it takes no more. */
public final class RecordRequests {
    private static final int BATCH_REQUESTS_MAX = 500;
    private static final int BATCH_BYTES_MAX = 1 << 20;

    private final InboxRequests store;
    private final int requestsMax;
    private final long bytesMax;
    private final Gather<Line> gather =
            new Gather<>(new Gather.Bounds<>(BATCH_REQUESTS_MAX, BATCH_BYTES_MAX, line -> line.weight), this::write);
    private int requests;
    private long bytes;

    /** The bounds are of what waits or is being written, on this event loop. */
    public RecordRequests(InboxRequests store, int requestsMax, long bytesMax) {
        this.store = store;
        this.requestsMax = requestsMax;
        this.bytesMax = bytesMax;
    }

    Future<Void> add(InboxRequest request) {
        int weight = request.weight();
        if (requests >= requestsMax || bytes + weight > bytesMax) {
            return Future.failedFuture(Problem.of(ProblemType.UNAVAILABLE, "The inboxes get more than they can write.")
                    .retryAfter(Duration.ofSeconds(1))
                    .exception());
        }
        requests++;
        bytes += weight;
        Line line = new Line(request, weight, Promise.promise());
        gather.add(line);
        gather.pump();
        return line.written.future();
    }

    private Future<Void> write(List<Line> lines) {
        return store.add(lines.stream().map(Line::request).toList()).transform(done -> {
            lines.forEach(line -> settle(line, done));
            return Future.succeededFuture();
        });
    }

    private void settle(Line line, io.vertx.core.AsyncResult<Void> done) {
        requests--;
        bytes -= line.weight;
        if (done.succeeded()) {
            line.written.complete();
        } else {
            line.written.fail(done.cause());
        }
    }

    private record Line(InboxRequest request, int weight, Promise<Void> written) {}
}
