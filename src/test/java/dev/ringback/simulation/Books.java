package dev.ringback.simulation;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.Uuid7;
import dev.ringback.domain.Verdict;
import dev.ringback.support.memory.Rows.AttemptRow;
import dev.ringback.support.memory.Rows.BacklogRow;
import dev.ringback.support.memory.Rows.CallbackRow;
import dev.ringback.support.memory.Rows.Change;
import dev.ringback.support.memory.Rows.Count;
import dev.ringback.support.memory.Rows.CountDelta;
import dev.ringback.support.memory.Rows.NodeRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows every commit of the store, and holds it against the rules. */
final class Books {
    private final World world;
    private final Map<CallbackId, Story> stories = new LinkedHashMap<>();
    private final Map<NodeId, NodeRow> nodes = new LinkedHashMap<>();
    private final Map<NodeId, Set<Story>> unended = new HashMap<>();
    private final Set<NodeId> fenced = new HashSet<>();
    private final Map<String, CallbackId> references = new HashMap<>();
    private int open;

    Books(World world) {
        this.world = world;
    }

    @org.jspecify.annotations.Nullable
    Story story(CallbackId id) {
        return stories.get(id);
    }

    Collection<Story> stories() {
        return stories.values();
    }

    /** Stored, and not at its end. */
    int open() {
        return open;
    }

    boolean isFenced(NodeId node) {
        return fenced.contains(node);
    }

    void committed(List<Change> changes) {
        Map<String, Integer> counts = new HashMap<>();
        // Callbacks first: the rest is about them.
        changes.forEach(
                change -> change.after().filter(CallbackRow.class::isInstance).ifPresent(row -> {
                    stored((CallbackRow) row);
                }));
        for (Change change : changes) {
            if (change.after().orElse(null) instanceof AttemptRow row) {
                attempted(row);
                counts.merge(row.profile() + " " + row.verdict(), 1, Integer::sum);
            } else if (change.after().orElse(null) instanceof CountDelta delta) {
                for (Count count : delta.counts()) {
                    counts.merge(count.profile() + " " + count.verdict(), -count.n(), Integer::sum);
                }
            }
            if (isBacklog(change)) {
                waits((CallbackId) change.key(), change.after().map(BacklogRow.class::cast));
            }
        }
        changes.forEach(this::nodeChanged);
        changes.forEach(
                change -> change.after().filter(CallbackRow.class::isInstance).ifPresent(row -> {
                    aboveMark((CallbackRow) row);
                }));
        if (counts.values().stream().anyMatch(n -> n != 0)) {
            throw world.broken(Rule.COUNTED, "attempts less counts of one commit: " + counts);
        }
    }

    private static boolean isBacklog(Change change) {
        return change.before().orElse(null) instanceof BacklogRow
                || change.after().orElse(null) instanceof BacklogRow;
    }

    private void stored(CallbackRow row) {
        CallbackId id = row.callback().id();
        Submission submission = world.publishers().of(row.reference());
        Story story = new Story(id, submission, row.node());
        stories.put(id, story);
        open++;
        unended.computeIfAbsent(row.node(), none -> new HashSet<>()).add(story);
        world.trace().note("stored", id, submission);
        CallbackId before = references.put(row.reference(), id);
        if (before != null && submission.key.isPresent()) {
            throw world.broken(Rule.IDEMPOTENT, submission + " is stored as " + before + " and as " + id);
        }
    }

    private void attempted(AttemptRow row) {
        Story story = stories.get(row.key().callback());
        if (story == null) {
            throw world.broken(Rule.NUMBERED, "an attempt of nothing: " + row);
        }
        if (story.isEnded()) {
            throw world.broken(Rule.FINAL_STAYS, story + " gets " + row);
        }
        if (row.key().number() != story.attempts + 1) {
            throw world.broken(
                    Rule.NUMBERED, story + " gets attempt " + row.key().number());
        }
        world.trace().note("attempt", row.key().callback(), row.key().number(), row.verdict());
        story.attempts = row.key().number();
        OutcomeKind kind = row.outcome().kind();
        story.sent += kind == OutcomeKind.NONE || kind == OutcomeKind.UNRENDERABLE ? 0 : 1;
        if (story.sent > story.calls.size()) {
            throw world.broken(Rule.RECORDED, story + ": more is recorded than was sent");
        }
        if (row.verdict() != Verdict.Kind.RETRY) {
            story.end = Optional.of(row.verdict());
            story.endedAt = story.endedAt == 0 ? world.timeline().now() : story.endedAt;
            open--;
            unended.get(story.node).remove(story);
        }
    }

    private void waits(CallbackId id, Optional<BacklogRow> row) {
        Story story = stories.get(id);
        if (story == null) {
            throw world.broken(Rule.NUMBERED, "a backlog row of nothing: " + row);
        }
        if (story.isEnded()
                && story.backlog.isEmpty()
                && row.filter(fresh -> isRetry(fresh, story)).isPresent()) {
            retried(story);
        }
        story.backlog = row;
        world.trace().note("backlog", id, row);
    }

    private static boolean isRetry(BacklogRow row, Story story) {
        return row.number() == story.attempts + 1 && row.triedBefore() == story.attempts;
    }

    /** It is open again, by a user's wish. */
    private void retried(Story story) {
        if (!story.retryAsked
                || story.end.filter(Verdict.Kind.DELIVERED::equals).isPresent()) {
            throw world.broken(Rule.FINAL_STAYS, story + " is open again, and nobody asked for it");
        }
        story.end = Optional.empty();
        story.retried = true;
        open++;
        unended.computeIfAbsent(story.node, none -> new HashSet<>()).add(story);
    }

    private void nodeChanged(Change change) {
        if (change.after().orElse(null) instanceof NodeRow row) {
            nodes.put(row.node(), row);
            if (row.takenBy().isPresent() && fenced.add(row.node())) {
                world.trace().note("fenced", row.node());
            }
            checkMark(row);
        } else if (change.before().orElse(null) instanceof NodeRow row) {
            world.trace().note("node gone", row.node());
            nodes.remove(row.node());
            fenced.add(row.node());
            for (Story story : unended.getOrDefault(row.node(), Set.of())) {
                if (!story.isSettled()) {
                    throw world.broken(Rule.MARK, "the row of " + row.node() + " goes while it is needed by " + story);
                }
            }
        }
    }

    private void checkMark(NodeRow row) {
        for (Story story : unended.getOrDefault(row.node(), Set.of())) {
            if (!story.isSettled() && Uuid7.compare(story.id.value(), row.lowWater()) < 0) {
                throw world.broken(Rule.MARK, "the mark of " + row.node() + " is past " + story);
            }
        }
    }

    private void aboveMark(CallbackRow row) {
        Story story = stories.get(row.callback().id());
        NodeRow node = nodes.get(row.node());
        if (node == null || node.takenBy().isPresent()) {
            throw world.broken(Rule.FENCED, story + " was stored by a node that is fenced: " + row.node());
        }
        if (!story.isSettled() && Uuid7.compare(story.id.value(), node.lowWater()) < 0) {
            throw world.broken(Rule.MARK, "the mark of " + row.node() + " is past " + story);
        }
    }
}
