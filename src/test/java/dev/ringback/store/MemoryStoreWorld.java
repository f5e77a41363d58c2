package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.Verdict;
import dev.ringback.replay.CallbackChanges;
import dev.ringback.support.memory.MemoryBacklog;
import dev.ringback.support.memory.MemoryJournal;
import dev.ringback.support.memory.MemoryLedger;
import dev.ringback.support.memory.MemoryNodes;
import dev.ringback.support.memory.MemoryStore;
import dev.ringback.support.memory.Rows;
import dev.ringback.support.memory.Schedule;
import dev.ringback.support.memory.Statement;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The twin in memory, as the contracts see it. */
final class MemoryStoreWorld implements StoreWorld {
    private final MemoryStore store = new MemoryStore();
    private Instant now = Samples.NOW;
    private final MemoryJournal journal = journal(Schedule.AT_ONCE, 0);
    private final Held held = new Held();

    @Override
    public MemoryJournal journal() {
        return journal;
    }

    private MemoryJournal journal(Schedule schedule, int number) {
        return store.journal(schedule, number, () -> now, Duration.ofHours(KEYS_KEPT_HOURS));
    }

    @Override
    public MemoryLedger ledger() {
        return store.ledger(Schedule.AT_ONCE);
    }

    @Override
    public MemoryBacklog backlog() {
        return store.backlog(Schedule.AT_ONCE);
    }

    @Override
    public MemoryNodes nodes() {
        return store.nodes(Schedule.AT_ONCE);
    }

    CallbackChanges changes(Function<ProfileId, Optional<ProfileState>> profiles) {
        return store.changes(Schedule.AT_ONCE, profiles);
    }

    void loseRow(CallbackId id) {
        store.removeWaiting(id);
    }

    void belate(CallbackId id, int number) {
        Rows.BacklogRow row = store.waiting(id).orElseThrow();
        store.plant(new Rows.BacklogRow(
                id,
                row.profile(),
                row.dueAt(),
                number,
                row.place(),
                row.claimedBy(),
                row.triedBefore(),
                row.broughtBack()));
    }

    @Override
    public HeldStores held() {
        return held;
    }

    @Override
    public void awaitWaiting(int statements) {
        assertThat(store.statementsUnderWay().stream().filter(Statement::isBlocked))
                .hasSizeGreaterThanOrEqualTo(statements);
    }

    @Override
    public void awaitDoneOr(String state, Future<?> answer) {
        assertThat(answer.isComplete()
                        || store.statementsUnderWay().stream()
                                .anyMatch(one ->
                                        state.equals("held") ? one.next() == Statement.Step.COMMIT : one.isBlocked()))
                .isTrue();
    }

    @Override
    public List<String> dump() {
        List<String> rows = new ArrayList<>();
        store.callbacks()
                .forEach((id, row) -> rows.add("callback " + id.value() + " "
                        + (store.nodeRows().containsKey(row.node()) ? row.node().value() : "gone")));
        store.attempts()
                .forEach(row -> rows.add("attempt " + row.key().callback().value() + " "
                        + row.key().number() + " " + row.outcome().kind().code() + " "
                        + row.verdict().code()));
        store.waiting().values().forEach(row -> rows.add(line(row)));
        store.nodeRows()
                .forEach((id, row) -> rows.add("node " + id.value() + " " + row.beat() + " " + row.lowWater() + " "
                        + row.takenBy().map(by -> by.value().toString()).orElse("free")));
        store.keys()
                .forEach((key, row) ->
                        rows.add("key " + key.text() + " " + row.callback().value() + " " + row.requestHash()[0]));
        store.orderKeys()
                .forEach((key, touched) -> rows.add("line " + key.profile().value() + " " + key.key()));
        Map<String, Integer> sums = new TreeMap<>();
        for (Rows.CountDelta delta : store.countDeltas()) {
            for (Rows.Count count : delta.counts()) {
                String what = count.profile().value() + " " + count.verdict().code() + " " + count.latencyBucket();
                sums.merge(what, count.n(), Integer::sum);
            }
        }
        sums.forEach((what, n) -> rows.add("count " + what + " " + n));
        return rows;
    }

    private String line(Rows.BacklogRow row) {
        long rank = store.waiting().values().stream()
                .filter(other -> other.profile().equals(row.profile())
                        && other.orderKey().equals(row.orderKey())
                        && other.sequence() <= row.sequence())
                .count();
        return "backlog " + row.callback().value() + " " + row.profile().value() + " "
                + (row.dueAt().equals(Instant.MAX) ? "endless" : row.dueAt().getEpochSecond()) + " " + row.number()
                + " " + row.claimedBy().map(by -> by.value().toString()).orElse("free") + " " + row.orderKey() + " "
                + (row.orderKey().isEmpty() ? 0 : rank);
    }

    @Override
    public void vanish(NodeId node) {
        store.remove(node);
    }

    @Override
    public void at(Instant present) {
        now = present;
    }

    @Override
    public boolean has(CallbackId id) {
        return store.callbacks().containsKey(id);
    }

    @Override
    public List<Recorded> attempts(CallbackId id) {
        return store.attempts(id).stream()
                .map(row -> new Recorded(row.key().number(), row.outcome().kind(), row.verdict()))
                .toList();
    }

    @Override
    public Optional<Waiting> waiting(CallbackId id) {
        return store.waiting(id).map(row -> new Waiting(row.dueAt(), row.number(), row.claimedBy()));
    }

    @Override
    public int allWaiting() {
        return store.waiting().size();
    }

    @Override
    public int allCallbacks() {
        return store.callbacks().size();
    }

    @Override
    public Map<Verdict.Kind, Integer> counts(ProfileId profile) {
        Map<Verdict.Kind, Integer> sums = new EnumMap<>(Verdict.Kind.class);
        for (Rows.CountDelta delta : store.countDeltas()) {
            delta.counts().stream()
                    .filter(count -> count.profile().equals(profile))
                    .forEach(count -> sums.merge(count.verdict(), count.n(), Integer::sum));
        }
        return sums;
    }

    /** Holds statements by their schedule. */
    private final class Held implements HeldStores, Schedule {
        private final MemoryJournal journal = MemoryStoreWorld.this.journal(this, 1);
        private final List<Statement> statements = new ArrayList<>();
        private boolean holding;
        private boolean delaying;
        private List<Statement> delayed = List.of();

        @Override
        public MemoryJournal journal() {
            return journal;
        }

        @Override
        public MemoryLedger ledger() {
            return store.ledger(this);
        }

        @Override
        public MemoryBacklog backlog() {
            return store.backlog(this);
        }

        @Override
        public MemoryNodes nodes() {
            return store.nodes(this);
        }

        @Override
        public void submitted(Statement statement) {
            statements.add(statement);
            if (!delaying) {
                freed(statement);
            }
        }

        @Override
        public void freed(Statement statement) {
            statement.runTo(holding ? Statement.Step.COMMIT : Statement.Step.DONE);
            if (!statement.writes()) {
                statement.run();
            }
        }

        @Override
        public void hold() {
            holding = true;
        }

        @Override
        public void awaitHeld(int expected) {
            assertThat(statements.stream().filter(one -> one.next() == Statement.Step.COMMIT))
                    .hasSize(expected);
        }

        @Override
        public void letGo() {
            holding = false;
            all().forEach(Statement::run);
        }

        @Override
        public void lose() {
            delaying = false;
            delayed = statements.stream()
                    .filter(one -> one.next() == Statement.Step.BEGIN)
                    .toList();
            all().forEach(Statement::lose);
        }

        @Override
        public void delay() {
            delaying = true;
        }

        @Override
        public void arrive() {
            delayed.forEach(Statement::run);
        }

        @Override
        public void end() {
            holding = false;
            all().forEach(statement -> {
                statement.lose();
                statement.drop();
            });
        }

        private List<Statement> all() {
            return List.copyOf(statements);
        }
    }

    @Override
    public String toString() {
        return "memory";
    }
}
