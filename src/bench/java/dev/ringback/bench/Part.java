package dev.ringback.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one part of the chaos has shown. */
final class Part {
    static final String ACKNOWLEDGED = "acknowledged";
    static final String UNIT = "callbacks";

    private final String name;
    private int times;
    private final List<Figure> more = new ArrayList<>();
    private final Map<String, List<Double>> waits = new LinkedHashMap<>();
    private long bound;

    Part(String name, int times) {
        this.name = name;
        this.times = times;
    }

    String name() {
        return name;
    }

    int times() {
        return times;
    }

    /** Once more. */
    void struck() {
        times++;
    }

    /** As many more may come twice. */
    void mayDouble(long more) {
        bound += Math.max(0, more);
    }

    /** Something took so long, in nanoseconds. */
    void took(String what, long nanos) {
        waits.computeIfAbsent(what, none -> new ArrayList<>()).add(nanos / 1e9);
    }

    /** A figure that only some parts have. */
    void count(String what, long number, Goal goal) {
        more.add(Figure.of(what, name, number, UNIT).goal(goal));
    }

    /** Adds its column; answers whether all is as it must be. */
    boolean report(Report report, Tally tally, Ending ending) {
        List<Figure> judged = new ArrayList<>(List.of(
                Figure.of("acknowledged and lost", name, tally.lost().size(), UNIT)
                        .goal(Goal.atMost(0)),
                Figure.of("without a final record", name, ending.unsettled(), UNIT)
                        .goal(Goal.atMost(0)),
                Figure.of("doubled", name, tally.doubled(), UNIT).goal(Goal.atMost(bound))));
        judged.addAll(more);
        report.add(Figure.of("killed or stopped", name, times, "times"))
                .add(Figure.of("submitted", name, ending.submitted(), UNIT))
                .add(Figure.of("sent again by the publisher", name, ending.resubmitted(), UNIT))
                .add(Figure.of(ACKNOWLEDGED, name, tally.acknowledged(), UNIT));
        judged.forEach(report::add);
        report.add(Figure.of("in flight or not yet recorded: may double", name, bound, UNIT));
        waits.forEach((what, seconds) -> {
            if (seconds.size() > 1) {
                report.add(Figure.of(what + ", median", name, Medians.of(seconds, each -> each), "s"));
            }
            report.add(Figure.of(what + ", the longest", name, Collections.max(seconds), "s"));
        });
        return judged.stream().noneMatch(Figure::isMissed);
    }

    JsonObject json(Tally tally) {
        JsonObject times = new JsonObject();
        waits.forEach((what, seconds) -> times.put(what, new JsonArray(List.copyOf(seconds))));
        return new JsonObject().put("waits_s", times).put("lost_ids", new JsonArray(tally.lost()));
    }
}
