package dev.ringback.simulation;

import dev.ringback.domain.NodeId;
import java.util.List;
import java.util.Set;
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
                .filter(run -> run.node().holdings().stream().anyMatch(held -> held != 0)
                        || !run.node().isLicensed())
                .map(run ->
                        run + " holds " + run.node().holdings() + (run.node().isLicensed() ? "" : ", unlicensed"))
                .collect(Collectors.toList());
        if (!world.store().waiting().isEmpty()) {
            leaks.add("the backlog has " + world.store().waiting().values());
        }
        Set<NodeId> living = world.runs().map(run -> run.node().licence()).collect(Collectors.toSet());
        Set<NodeId> rows = world.store().nodeRows().keySet();
        if (!rows.equals(living)) {
            leaks.add("there are rows of " + rows + ", and living are " + living);
        }
        return leaks;
    }

    void checkEnds() {
        world.witness().books().stories().forEach(story -> {
            if (!story.isEnded()) {
                throw new Violation(Rule.ENDS, (story.accepted ? "accepted, " : "stored, ") + story);
            }
        });
    }

    void checkLeaks() {
        List<String> leaks = leaks();
        if (!leaks.isEmpty()) {
            throw new Violation(Rule.LEAK, String.join("; ", leaks));
        }
    }

    void check() {
        checkEnds();
        checkLeaks();
        world.witness().books().stories().forEach(this::checkRecorded);
        world.publishers().submissions().forEach(this::checkOrder);
    }

    private void checkRecorded(Story story) {
        int more = story.calls.size() - story.sent;
        long excused = story.calls.stream()
                .filter(call -> world.hasCrashed(call.run) || world.witness().isFenced(call.licence))
                .count();
        if (more > excused && !story.disturbed) {
            throw new Violation(
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
            if (first != null && !then.calls.isEmpty() && then.calls.get(0).at < first.endedAt) {
                throw new Violation(Rule.ORDERED, then + " was sent before " + first + " had ended");
            }
        }
    }
}
