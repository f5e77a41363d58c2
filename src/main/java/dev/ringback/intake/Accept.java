package dev.ringback.intake;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.ProfileId;
import dev.ringback.flow.Budget;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Pauses;
import dev.ringback.flow.Ticket;
import dev.ringback.flow.Tickets;
import dev.ringback.intake.Acceptance.Accepted;
import dev.ringback.intake.Acceptance.Refused;
import dev.ringback.intake.Entry.Beside;
import dev.ringback.intake.Journal.Journaled;
import dev.ringback.intake.Refusal.Reason;
import dev.ringback.intake.Targets.Target;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Takes what publishers ask for: holds each submission against its profile, gives it an id and a place in the node's budget, journals it, and
 * answers when it is durable. One bad submission of a batch does not spoil the others. Used from one event loop.
 */
public final class Accept {
    private static final int RECORD_OVERHEAD = 200;
    /** Not that there is no such profile: a publisher who hears that does not ask again. */
    private static final Optional<Refusal> UNREAD = Optional.of(
            Refusal.of(Reason.UNAVAILABLE, "The profile is not known here, and the database is away. Ask again."));

    private final Targets targets;
    private final BiPredicate<String, String> channelHasEvent;
    private final Issue issue;
    private final Journal journal;
    private final InstantSource clock;

    Accept(
            Targets targets,
            BiPredicate<String, String> channelHasEvent,
            Issue issue,
            Journal journal,
            InstantSource clock) {
        this.targets = targets;
        this.channelHasEvent = channelHasEvent;
        this.issue = issue;
        this.journal = journal;
        this.clock = clock;
    }

    /** Where ids and holds come from. {@code deliverAtMost}: how far ahead a callback may be scheduled, below the retention. */
    record Issue(
            Supplier<CallbackId> ids,
            Tickets tickets,
            Budget budget,
            Licence licence,
            Pauses pauses,
            Duration deliverAtMost) {}

    /** What was asked for, as it could be read. */
    sealed interface Asked {
        record Submitted(Submission submission) implements Asked {}

        record Rejected(Refusal refusal) implements Asked {}
    }

    /** Answers in the order of the list, when all are settled. */
    Future<List<Acceptance>> accept(AccountId account, List<Asked> asked) {
        Map<ProfileId, Future<Optional<Target>>> reads = new HashMap<>();
        for (Asked one : asked) {
            if (one instanceof Asked.Submitted readable
                    && targets.find(readable.submission().profile()).isEmpty()) {
                reads.computeIfAbsent(readable.submission().profile(), targets::read);
            }
        }
        return reads.isEmpty()
                ? journal(account, asked, Set.of())
                : Future.join(List.copyOf(reads.values())).transform(done -> journal(account, asked, unread(reads)));
    }

    private static Set<ProfileId> unread(Map<ProfileId, Future<Optional<Target>>> reads) {
        Set<ProfileId> unread = new HashSet<>();
        reads.forEach((profile, read) -> {
            if (read.failed()) {
                unread.add(profile);
            }
        });
        return unread;
    }

    private Future<List<Acceptance>> journal(AccountId account, List<Asked> asked, Set<ProfileId> unread) {
        Acceptance[] answers = new Acceptance[asked.size()];
        Optional<Refusal> full = refusalOfAll(asked);
        List<Entry> entries = new ArrayList<>(asked.size());
        List<Integer> places = new ArrayList<>(asked.size());
        Instant now = clock.instant();
        for (int i = 0; i < answers.length; i++) {
            if (asked.get(i) instanceof Asked.Submitted readable) {
                Submission submission = readable.submission();
                Optional<Target> target = targets.find(submission.profile())
                        .filter(t -> t.account().equals(account));
                Optional<Refusal> no = full.or(
                        () -> unread.contains(submission.profile()) ? UNREAD : refusal(submission, target, now));
                if (no.isPresent()) {
                    answers[i] = new Refused(no.get());
                } else {
                    entries.add(entry(account, submission, target.orElseThrow().active(), now));
                    places.add(i);
                }
            } else if (asked.get(i) instanceof Asked.Rejected unreadable) {
                answers[i] = new Refused(unreadable.refusal());
            }
        }
        return journal.append(entries).map(journaled -> {
            for (int k = 0; k < journaled.size(); k++) {
                answers[places.get(k)] = answer(entries.get(k), journaled.get(k));
            }
            return Arrays.asList(answers);
        });
    }

    private Optional<Refusal> refusalOfAll(List<Asked> asked) {
        if (!issue.licence().isValid()) {
            return Optional.of(Refusal.of(Reason.UNAVAILABLE, "This node is starting anew. Ask again."));
        }
        long bytes = 0;
        for (Asked one : asked) {
            bytes += one instanceof Asked.Submitted readable ? sizeOf(readable.submission()) : 0;
        }
        return issue.budget().hasRoom(asked.size(), bytes)
                ? Optional.empty()
                : Optional.of(Refusal.of(Reason.OVERLOADED, "This node holds as many callbacks as it may. Ask again."));
    }

    private Optional<Refusal> refusal(Submission submission, Optional<Target> target, Instant now) {
        if (target.isEmpty()) {
            return Optional.of(new Refusal(
                    Reason.UNKNOWN_PROFILE,
                    "There is no such profile.",
                    List.of(new Refusal.Fault(
                            "/profile_id", "no profile of this account has the id " + submission.profile()))));
        }
        String channel = target.get().channel();
        if (!submission.event().isEmpty() && !channelHasEvent.test(channel, submission.event())) {
            return Optional.of(Refusal.invalid(
                    "/event",
                    "\"" + submission.event() + "\" is no event of the profile's channel \"" + channel + "\""));
        }
        Instant latest = now.plus(issue.deliverAtMost());
        if (submission.schedule().deliverAt().filter(at -> at.isAfter(latest)).isPresent()) {
            return Optional.of(Refusal.invalid(
                    "/deliver_at",
                    "expected a time within " + issue.deliverAtMost().toDays() + " days from now"));
        }
        if (!submission.schedule().expiresAt().isAfter(now)) {
            return Optional.of(Refusal.invalid("/expires_at", "expected a time to come"));
        }
        Instant expiresAt = submission.schedule().expiresAt();
        if (submission
                .schedule()
                .deliverAt()
                .filter(at -> !at.isBefore(expiresAt))
                .isPresent()) {
            return Optional.of(Refusal.invalid("/expires_at", "expected a time after deliver_at"));
        }
        return Optional.empty();
    }

    private Entry entry(AccountId account, Submission submission, boolean active, Instant now) {
        CallbackId id = issue.ids().get();
        Ticket ticket = issue.tickets().issue(id, issue.licence().node(), sizeOf(submission));
        Callback callback = new Callback(
                id,
                submission.profile(),
                submission.event(),
                submission.data(),
                submission.schedule().expiresAt());
        return new Entry(callback, account, ticket, submission.reference(), beside(submission, active, now));
    }

    private Beside beside(Submission submission, boolean active, Instant now) {
        Submission.Schedule schedule = submission.schedule();
        if (!active) {
            return new Beside(Optional.empty(), "", true, submission.key());
        }
        Optional<Instant> dueAt = schedule.deliverAt().filter(at -> at.isAfter(now));
        if (dueAt.isEmpty()) {
            dueAt = issue.budget().isNearFull() || !schedule.orderKey().isEmpty()
                    ? Optional.of(now)
                    : issue.pauses().dueAt(submission.profile(), now);
        }
        return dueAt.isEmpty() && submission.key().isEmpty()
                ? Beside.NOTHING
                : new Beside(dueAt, schedule.orderKey(), false, submission.key());
    }

    private static Acceptance answer(Entry entry, Journaled journaled) {
        if (journaled instanceof Journaled.Written written) {
            return new Accepted(written.id(), entry.beside().skipped());
        }
        if (journaled instanceof Journaled.KeyTaken taken) {
            boolean same = entry.beside()
                    .key()
                    .filter(key ->
                            Arrays.equals(key.requestHash(), taken.holder().requestHash()))
                    .isPresent();
            return same
                    ? new Accepted(taken.holder().callback(), false)
                    : new Refused(Refusal.of(
                            Reason.KEY_REUSED,
                            "This idempotency key was used for another request. Use a new key for a new request."));
        }
        if (journaled instanceof Journaled.RowRefused refused) {
            return new Refused(Refusal.invalid("", refused.words()));
        }
        String words = journaled instanceof Journaled.NotWritten not ? not.words() : "";
        return new Refused(Refusal.of(Reason.UNAVAILABLE, words));
    }

    private static int sizeOf(Submission submission) {
        return submission.data().length + RECORD_OVERHEAD;
    }
}
