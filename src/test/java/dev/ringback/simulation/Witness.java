package dev.ringback.simulation;

import dev.ringback.bus.Addresses.Handoff;
import dev.ringback.bus.Addresses.Settlements;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import dev.ringback.flow.Settlement;
import java.time.Instant;

/** Sees what happens between the stages and at the receivers, and holds it against the rules at once. */
final class Witness {
    private final World world;
    private final Books books;
    private final Lines lines;

    Witness(World world) {
        this.world = world;
        this.books = new Books(world);
        this.lines = new Lines(world);
        world.store().watch(books::committed);
    }

    Books books() {
        return books;
    }

    Lines lines() {
        return lines;
    }

    /** One call as a receiver saw it. */
    static final class Seen {
        final Run run;
        final NodeId licence;
        final Story story;
        final int attempt;
        final long at;

        Seen(Run run, Story story, int attempt, long at) {
            this.run = run;
            this.licence = run.node().licence();
            this.story = story;
            this.attempt = attempt;
            this.at = at;
        }
    }

    void delivered(Run run, String address, Object body) {
        if (body instanceof Handoff handoff) {
            handoff.works().forEach(work -> lines.entered(run, address, work));
        } else if (body instanceof Settlements settlements) {
            for (Settlement one : settlements.all()) {
                lines.left(run, one.work().callback().id());
                RetryTimes.check(world, one);
            }
        }
    }

    /** That message is lost, or comes twice. */
    void disturbed(Run run, Object body, boolean lost) {
        world.trace()
                .note(
                        lost ? "message lost" : "message twice",
                        run,
                        body.getClass().getSimpleName());
        if (body instanceof Handoff handoff) {
            handoff.works().forEach(work -> disturbed(work));
        } else if (body instanceof Settlements settlements) {
            settlements.all().forEach(one -> {
                disturbed(one.work());
                lines.left(run, one.work().callback().id());
            });
        }
    }

    private void disturbed(Work work) {
        Story story = books.story(work.callback().id());
        if (story != null) {
            story.disturbed = true;
        }
    }

    Seen called(Run run, CallbackId id, int attempt, Customer customer) {
        Story story = books.story(id);
        world.trace().note("call", run, id, attempt, customer.index);
        if (story == null) {
            throw world.broken(Rule.SENT_IN_TIME, id + " was sent before it was committed");
        }
        Instant now = world.now();
        story.submission
                .expiresAt
                .filter(end -> now.minus(world.slack()).isAfter(end))
                .ifPresent(end -> {
                    throw world.broken(Rule.SENT_IN_TIME, story + " was sent after it had expired at " + end);
                });
        story.submission
                .deliverAt
                .filter(due -> !story.retried && now.plus(world.slack()).isBefore(due))
                .ifPresent(due -> {
                    throw world.broken(Rule.SENT_IN_TIME, story + " was sent before it was due at " + due);
                });
        story.backlog
                .filter(row -> !story.disturbed
                        && !isFenced(run.node().licence())
                        && row.number() == attempt
                        && row.dueAt().isAfter(now.plus(world.slack())))
                .ifPresent(row -> {
                    throw world.broken(Rule.SENT_IN_TIME, story + " was sent before its time");
                });
        if (story.end.filter(Verdict.Kind.CANCELLED::equals).isPresent()
                && !story.disturbed
                && !isFenced(run.node().licence())) {
            throw world.broken(Rule.FINAL_STAYS, story + " was sent though it was cancelled");
        }
        Seen seen = new Seen(run, story, attempt, world.timeline().now());
        story.calls.add(seen);
        lines.called(run, id, customer);
        return seen;
    }

    void answered(Seen seen, Outcome outcome) {
        world.trace()
                .note(
                        "answer",
                        seen.run,
                        seen.story.id,
                        seen.attempt,
                        outcome.kind().word(),
                        outcome.httpStatus());
        lines.answered(seen.run, seen.story.submission.customer);
    }

    boolean isFenced(NodeId node) {
        return books.isFenced(node);
    }

    void wroteFenced(Run run, NodeId node) {
        throw world.broken(Rule.FENCED, run + " wrote as " + node + ", which was fenced before");
    }

    void crashed(Run run) {
        lines.ended(run);
    }

    void accepted(Submission submission, CallbackId id) {
        Story story = books.story(id);
        if (story == null) {
            throw world.broken(Rule.DURABLE, submission + " was accepted as " + id + ", which is not committed");
        }
        if (submission.id.filter(before -> !before.equals(id)).isPresent()
                || !story.submission.reference.equals(submission.reference)) {
            throw world.broken(
                    Rule.IDEMPOTENT,
                    submission + " was accepted as " + id + ", but also as " + submission.id.orElse(id));
        }
        if (submission.id.isEmpty()) {
            submission.id = java.util.Optional.of(id);
            submission.chain.ifPresent(chain -> chain.accepted.add(submission));
        }
        story.accepted = true;
    }
}
