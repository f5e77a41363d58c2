package dev.ringback.simulation;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Verdict;
import dev.ringback.support.memory.Rows.BacklogRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that became of one stored callback, as the world saw it. */
final class Story {
    final CallbackId id;
    final Submission submission;
    final NodeId node;
    final List<Witness.Seen> calls = new ArrayList<>();
    boolean accepted;
    /** A user asked for it, perhaps in vain. */
    boolean retryAsked;
    /** It had ended, and a user's retry brought it back. */
    boolean retried;

    /** A message that it was in got lost or came twice. */
    boolean disturbed;

    Optional<BacklogRow> backlog = Optional.empty();
    Optional<Verdict.Kind> end = Optional.empty();
    /** For the first time. */
    long endedAt;

    int attempts;
    /** Those that a receiver must have seen. */
    int sent;

    Story(CallbackId id, Submission submission, NodeId node) {
        this.id = id;
        this.submission = submission;
        this.node = node;
    }

    boolean isEnded() {
        return end.isPresent();
    }

    /** Nobody needs to remember it: it has its final record or its backlog row. */
    boolean isSettled() {
        return end.isPresent() || backlog.isPresent();
    }

    @Override
    public String toString() {
        return id + " (" + submission + ") " + end.map(Enum::name).orElse("open") + " after " + attempts + " attempts, "
                + calls.size() + " calls, " + backlog.map(Object::toString).orElse("no backlog row");
    }
}
