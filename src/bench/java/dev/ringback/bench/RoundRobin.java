package dev.ringback.bench;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What stands before the nodes of a cluster: each callback goes to the next node, and to the one after that when it is refused or gets no
 * answer, until one has taken it. A node that did not answer gets nothing for a second.
 */
final class RoundRobin implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);
    private static final Duration AVOIDED = Duration.ofSeconds(1);
    private static final int AGAIN_MILLIS = 50;
    private static final int ACCEPTED = 202;
    private static final List<Integer> LATER = List.of(429, 503);

    private final List<Door> doors;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_MAX)
            .build();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong again = new AtomicLong();

    /** One node, and what came of asking it. */
    private static final class Door {
        private final URI uri;
        private final AtomicLong accepted = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();
        private volatile long avoidedUntil = System.nanoTime();

        Door(String url) {
            this.uri = URI.create(url + "/callbacks");
        }

        boolean isAvoided() {
            return System.nanoTime() - avoidedUntil < 0;
        }
    }

    /** Of {@code /v1} on each node. */
    RoundRobin(List<String> urls) {
        this.doors = urls.stream().map(Door::new).toList();
    }

    /** Answers the callback's id, however long that takes. */
    CompletableFuture<String> submit(JsonObject callback) {
        CompletableFuture<String> id = new CompletableFuture<>();
        submit(callback, id);
        return id;
    }

    private void submit(JsonObject callback, CompletableFuture<String> id) {
        Door door = nextDoor();
        HttpRequest request = HttpRequest.newBuilder(door.uri)
                .timeout(ANSWER_MAX)
                .header("authorization", "Bearer " + NodeProcess.KEY)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(callback.encode()))
                .build();
        var unused = client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) -> settle(door, Optional.ofNullable(answer))
                        .map(id::complete)
                        .orElseGet(() -> {
                            later(callback, id);
                            return false;
                        }))
                .exceptionally(id::completeExceptionally);
    }

    /** The id, if there is one. */
    private static Optional<String> settle(Door door, Optional<HttpResponse<String>> answer) {
        if (answer.isEmpty()) {
            door.avoidedUntil = System.nanoTime() + AVOIDED.toNanos();
            return Optional.empty();
        }
        int status = answer.get().statusCode();
        if (status == ACCEPTED) {
            door.accepted.incrementAndGet();
            return Optional.of(new JsonObject(answer.get().body()).getString("id"));
        }
        if (!LATER.contains(status)) {
            throw new CompletionException(
                    new BenchException("a callback is refused: " + answer.get().body()));
        }
        door.refused.incrementAndGet();
        return Optional.empty();
    }

    private void later(JsonObject callback, CompletableFuture<String> id) {
        again.incrementAndGet();
        var unused = timer.schedule(() -> submit(callback, id), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Door nextDoor() {
        for (int tried = 0; tried < doors.size(); tried++) {
            Door door = turn();
            if (!door.isAvoided()) {
                return door;
            }
        }
        return turn();
    }

    private Door turn() {
        return doors.get(Math.floorMod(next.getAndIncrement(), doors.size()));
    }

    /** How often callbacks were sent again, so far. */
    long again() {
        return again.get();
    }

    /** How many this node has accepted, so far. */
    long accepted(int node) {
        return doors.get(node).accepted.get();
    }

    /** How many it has refused with 429 or 503, so far. */
    long refused(int node) {
        return doors.get(node).refused.get();
    }

    @Override
    public void close() {
        var unused = timer.shutdownNow();
    }
}
