package dev.ringback.support;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Publishers that submit numbered callbacks in batches, each number once. What is refused they submit again; what got no answer
 * they leave, as nobody knows its fate: those numbers are in doubt.
 */
public final class Load {
    private static final int BATCH = 100;
    private static final int PUBLISHERS = 4;
    private static final int PAUSE_MILLIS = 50;
    private static final Duration AWAY_MAX = Duration.ofSeconds(90);

    private final Api api;
    private final String profileId;
    private final int count;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<Integer> accepted = ConcurrentHashMap.newKeySet();
    private final Set<Integer> inDoubt = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Integer> refusals = new ConcurrentHashMap<>();
    private final List<Thread> publishers = new ArrayList<>();
    private final Set<Throwable> failures = ConcurrentHashMap.newKeySet();

    private Load(Api api, String profileId, int count) {
        this.api = api;
        this.profileId = profileId;
        this.count = count;
    }

    public static Load start(Api api, String profileId, int count) {
        Load load = new Load(api, profileId, count);
        for (int i = 0; i < PUBLISHERS; i++) {
            Thread publisher = new Thread(load::publish, "publisher " + i);
            publisher.setDaemon(true);
            publisher.setUncaughtExceptionHandler((thread, failure) -> load.failures.add(failure));
            load.publishers.add(publisher);
            publisher.start();
        }
        return load;
    }

    /** Numbers answered with 202. */
    public Set<Integer> accepted() {
        return accepted;
    }

    public Set<Integer> inDoubt() {
        return inDoubt;
    }

    /** How often each status was answered instead of 202. */
    public Map<Integer, Integer> refusals() {
        return refusals;
    }

    public void awaitAccepted(int wanted) {
        Eventually.within(AWAY_MAX, wanted + " are accepted", () -> accepted.size() >= wanted || !failures.isEmpty());
        throwFailure();
    }

    public void awaitEnd(Duration limit) {
        Eventually.within(limit, "all is submitted", () -> publishers.stream().noneMatch(Thread::isAlive));
        throwFailure();
    }

    private void throwFailure() {
        failures.stream().findFirst().ifPresent(failure -> {
            throw new AssertionError("A publisher gave up", failure);
        });
    }

    private void publish() {
        for (int from = next.getAndAdd(BATCH); from < count; from = next.getAndAdd(BATCH)) {
            List<Integer> batch =
                    IntStream.range(from, Math.min(count, from + BATCH)).boxed().toList();
            while (!batch.isEmpty()) {
                batch = submit(batch);
            }
        }
    }

    /** Answers what was refused, to be submitted again. */
    private List<Integer> submit(List<Integer> batch) {
        HttpResponse<String> answer;
        try {
            answer = api.submitBatch(
                    profileId,
                    batch.stream().map(seq -> new JsonObject().put("seq", seq)).toList());
        } catch (UncheckedIOException noAnswer) {
            inDoubt.addAll(batch);
            Eventually.within(AWAY_MAX, "the node is back", api::isReady);
            return List.of();
        }
        List<Integer> refused = answer.statusCode() == 202 ? settle(batch, new JsonObject(answer.body())) : batch;
        if (!refused.isEmpty()) {
            if (answer.statusCode() != 202) {
                refuse(answer.statusCode(), answer.body());
            }
            Eventually.pause(PAUSE_MILLIS);
        }
        return refused;
    }

    private List<Integer> settle(List<Integer> batch, JsonObject answer) {
        JsonArray single = answer.getJsonArray("data");
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            JsonObject problem = single.getJsonObject(i).getJsonObject("problem");
            if (problem == null) {
                accepted.add(batch.get(i));
            } else {
                refuse(problem.getInteger("status"), problem.encode());
                refused.add(batch.get(i));
            }
        }
        return refused;
    }

    private void refuse(int status, String why) {
        refusals.merge(status, 1, Integer::sum);
        if (status != 429 && status != 503) {
            throw new AssertionError("refused: " + why);
        }
    }
}
