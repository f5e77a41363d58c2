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
    private final String name;
    private final int times;
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

    /** As many more may come twice. */
    void mayDouble(long more) {
        bound += Math.max(0, more);
    }

    /** Something took so long, in nanoseconds. */
    void took(String what, long nanos) {
        waits.computeIfAbsent(what, none -> new ArrayList<>()).add(nanos / 1e9);
    }

    /** Adds its column; answers whether all is as it must be. */
    boolean report(Report report, Notes notes, Scene.Ending ending) {
        List<Figure> judged = List.of(
                Figure.of("acknowledged and lost", name, notes.lost().size(), "callbacks")
                        .goal(Goal.atMost(0)),
                Figure.of("without a final record", name, ending.unsettled(), "callbacks")
                        .goal(Goal.atMost(0)),
                Figure.of("doubled", name, notes.doubled(), "callbacks").goal(Goal.atMost(bound)));
        report.add(Figure.of("killed or stopped", name, times, "times"))
                .add(Figure.of("submitted", name, ending.submitted(), "callbacks"))
                .add(Figure.of("sent again by the publisher", name, ending.resubmitted(), "callbacks"))
                .add(Figure.of("acknowledged", name, notes.acknowledged(), "callbacks"));
        judged.forEach(report::add);
        report.add(Figure.of("in flight or not yet recorded: may double", name, bound, "callbacks"));
        waits.forEach((what, seconds) -> {
            report.add(Figure.of(what + ", median", name, Medians.of(seconds, each -> each), "s"));
            report.add(Figure.of(what + ", the longest", name, Collections.max(seconds), "s"));
        });
        return judged.stream().noneMatch(Figure::isMissed);
    }

    JsonObject json(Notes notes) {
        JsonObject times = new JsonObject();
        waits.forEach((what, seconds) -> times.put(what, new JsonArray(List.copyOf(seconds))));
        return new JsonObject().put("waits_s", times).put("lost_ids", new JsonArray(notes.lost()));
    }
}
