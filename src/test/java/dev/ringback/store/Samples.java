package dev.ringback.store;

import dev.ringback.backlog.BacklogStore.Claimed;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.Attempt;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Excerpt;
import dev.ringback.domain.Hold;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Uuid7;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import dev.ringback.flow.Budget;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.flow.Tickets;
import dev.ringback.intake.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Callbacks and outcomes as the stages would give them to the stores. Ids rise by a millisecond each. */
final class Samples {
    static final Instant NOW = HistoryRows.NOON;
    static final Instant LATER = NOW.plusSeconds(60);

    private static final byte[] DATA = "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);
    private static final Entry.Beside NOTHING = new Entry.Beside(Optional.empty(), "", false, Optional.empty());

    private final Tickets tickets = new Tickets(() -> new UUID(0, 0), new Budget(1_000_000, 1_000_000_000));
    private int made;

    static ProfileId profile(int number) {
        return new ProfileId(new UUID(0x7000, number));
    }

    UUID uuid() {
        made++;
        return Uuid7.of(NOW.toEpochMilli() + made, 0, (long) made << 2);
    }

    Callback callback(ProfileId profile) {
        return new Callback(new CallbackId(uuid()), profile, "sms_send", DATA, Instant.MAX);
    }

    Entry entry(Callback callback, String reference, Entry.Beside beside) {
        return new Entry(
                callback, AccountId.DEFAULT, tickets.issue(callback.id(), new NodeId(uuid()), 1), reference, beside);
    }

    Entry entry(ProfileId profile, Entry.Beside beside) {
        return entry(callback(profile), "", beside);
    }

    Entry fresh(ProfileId profile) {
        return entry(profile, NOTHING);
    }

    Entry fresh(Callback callback) {
        return entry(callback, "", NOTHING);
    }

    Entry refused() {
        return entry(callback(profile(1)), "a\0b", NOTHING);
    }

    Entry scheduled(ProfileId profile, Instant dueAt) {
        return entry(profile, new Entry.Beside(Optional.of(dueAt), "", false, Optional.empty()));
    }

    Entry ordered(ProfileId profile, String key) {
        return entry(profile, new Entry.Beside(Optional.of(NOW), key, false, Optional.empty()));
    }

    Entry skipped(ProfileId profile) {
        return entry(profile, new Entry.Beside(Optional.empty(), "", true, Optional.empty()));
    }

    /** The request's hash is 32 times that byte. */
    Entry keyed(String key, int hash) {
        return entry(
                profile(1),
                new Entry.Beside(Optional.empty(), "", false, Optional.of(new Entry.IdempotencyKey(key, hash(hash)))));
    }

    static byte[] hash(int hash) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) hash);
        return bytes;
    }

    List<Entry> many(int count, ProfileId profile) {
        return IntStream.range(0, count).mapToObj(i -> fresh(profile)).toList();
    }

    static List<CallbackId> ids(List<Entry> entries) {
        return entries.stream().map(entry -> entry.callback().id()).toList();
    }

    static Work fresh(Entry entry) {
        return new Work(entry.callback(), 1, false, NO_HOLD);
    }

    static Work claimed(Claimed claimed) {
        return new Work(claimed.callback(), claimed.number(), true, NO_HOLD);
    }

    /** Delivered, nothing of it is kept. */
    static Tried tried(Work work, Verdict verdict) {
        return tried(work, verdict, verdict.kind() == Verdict.Kind.DELIVERED ? Excerpt.NONE : new Excerpt(DATA));
    }

    /** Of a profile that has the request kept, whatever comes of it. */
    static Tried kept(Work work, Verdict verdict) {
        return tried(work, verdict, new Excerpt(DATA));
    }

    private static Tried tried(Work work, Verdict verdict, Excerpt request) {
        Outcome outcome = verdict.kind() == Verdict.Kind.DELIVERED
                ? Outcome.answered(200, Optional.empty(), Excerpt.NONE)
                : Outcome.failed(OutcomeKind.TIMED_OUT, "no answer");
        return new Tried(new Attempt(work, new Attempt.Times(LATER, LATER.plusMillis(20)), outcome, verdict, request));
    }

    static Tried skipped(Work work) {
        return new Tried(new Attempt(
                work,
                new Attempt.Times(LATER, LATER),
                Outcome.failed(OutcomeKind.NONE, ""),
                Verdict.SKIPPED,
                Excerpt.NONE));
    }

    static Postponed postponed(Work work, Instant dueAt) {
        return new Postponed(work, dueAt);
    }

    private static final Hold NO_HOLD = new Hold() {
        @Override
        public NodeId licence() {
            return new NodeId(new UUID(0, 0));
        }

        @Override
        public void taken() {}

        @Override
        public void settled() {}
    };
}
