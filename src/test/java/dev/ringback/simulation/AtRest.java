package dev.ringback.simulation;

import dev.ringback.domain.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What must be true when everything has come to its end. */
final class AtRest {
    private final World world;

    AtRest(World world) {
        this.world = world;
    }

    /** Whether nothing is held anywhere; what is not yet so may need a moment. */
    boolean holdsNothing() {
        return leaks().isEmpty();
    }

    private List<String> leaks() {
        List<String> leaks = world.runs()
                .filter(run -> run.node().isStarted())
                .filter(run -> holds(run) || !run.node().isLicensed())
                .map(run ->
                        run + " holds " + run.node().holdings() + (run.node().isLicensed() ? "" : ", unlicensed"))
                .collect(Collectors.toList());
        if (!world.store().waiting().isEmpty()) {
            leaks.add("the backlog has " + world.store().waiting().values());
        }
        Set<NodeId> living = world.runs()
                .filter(run -> run.node().isStarted())
                .map(run -> run.node().licence())
                .collect(Collectors.toSet());
        Set<NodeId> rows = world.store().nodeRows().keySet();
        if (!rows.equals(living)) {
            leaks.add("there are rows of " + rows + ", and living are " + living);
        }
        return leaks;
    }

    private static boolean holds(Run run) {
        List<Integer> held = new ArrayList<>(run.node().holdings());
        return held.stream().anyMatch(n -> n != 0);
    }

    void checkEnds() {
        world.witness().books().stories().forEach(story -> {
            if (!story.isEnded()) {
                throw world.broken(Rule.ENDS, (story.accepted ? "accepted, " : "stored, ") + story);
            }
        });
    }

    void checkLeaks() {
        List<String> leaks = leaks();
        if (!leaks.isEmpty()) {
            throw world.broken(Rule.LEAK, String.join("; ", leaks));
        }
    }

    void check() {
        checkEnds();
        checkLeaks();
        checkCounts();
        world.witness().books().stories().forEach(this::checkRecorded);
        world.publishers().submissions().forEach(this::checkOrder);
    }

    private void checkCounts() {
        Map<String, Integer> counts = new TreeMap<>();
        world.store().attempts().forEach(row -> counts.merge(row.profile() + " " + row.verdict(), 1, Integer::sum));
        world.store()
                .countDeltas()
                .forEach(delta -> delta.counts()
                        .forEach(count ->
                                counts.merge(count.profile() + " " + count.verdict(), -count.n(), Integer::sum)));
        if (counts.values().stream().anyMatch(n -> n != 0)) {
            throw world.broken(Rule.COUNTED, "attempts less counts of all: " + counts);
        }
    }

    private void checkRecorded(Story story) {
        int more = story.calls.size() - story.sent;
        long excused = story.calls.stream()
                .filter(call -> world.hasCrashed(call.run) || world.witness().isFenced(call.licence))
                .count();
        if (more > excused && !story.disturbed) {
            throw world.broken(
                    Rule.RECORDED,
                    story + ": its receiver saw " + more + " more than is recorded, of which " + excused
                            + " by nodes that died");
        }
    }

    /** Those that were answered before it was asked for, and those before it in the same request. */
    private void checkOrder(Submission later) {
        if (later.id.isEmpty()) {
            return;
        }
        Story then = world.witness().books().story(later.id.get());
        for (Submission earlier : later.before) {
            Story first =
                    earlier.id.map(id -> world.witness().books().story(id)).orElse(null);
            if (first != null && !then.retried && !then.calls.isEmpty() && then.calls.get(0).at < first.endedAt) {
                throw world.broken(Rule.ORDERED, then + " was sent before " + first + " had ended");
            }
        }
    }
}
