package dev.ringback.support.memory;

import dev.ringback.flow.Trouble;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One statement on its way through the database, which is a transaction of its own: it begins with a snapshot, executes (locks and writes, none of
 * which anybody else sees), commits, and answers. A {@link Schedule} walks it through these steps and may break it in between.
 */
public final class Statement {
    /** Those that lock a row of the table of nodes without changing it first. */
    private static final Set<String> LICENSED = Set.of(
            "journal_fresh",
            "journal_mixed",
            "journal_keyed",
            "record_delivered",
            "record_attempts",
            "postpone",
            "claim_due",
            "sweep",
            "cancel_waiting",
            "cancel",
            "fence_node",
            "leave_node");

    private final MemoryStore store;
    private final Schedule schedule;
    private final String name;
    private final Body<?> body;
    private final Transaction transaction;
    private Step next = Step.BEGIN;
    private Optional<Statement> blocker = Optional.empty();
    private boolean told;

    /** What comes next. */
    public enum Step {
        /** The server takes it up: the snapshot of what is committed. */
        BEGIN,
        /** Reads that snapshot, takes its locks, makes its rows; may have to wait for another statement to end. */
        EXECUTE,
        COMMIT,
        /** The caller is told, unless the connection is lost. */
        ANSWER,
        /** It has ended, well or not. */
        DONE
    }

    Statement(MemoryStore store, Schedule schedule, String name, Body<?> body) {
        this.store = store;
        this.schedule = schedule;
        this.name = name;
        this.body = body;
        this.transaction = new Transaction(this, store);
    }

    /** The work of a statement and how its caller hears of it. */
    static final class Body<T> {
        private final Function<Transaction, T> work;
        private final Promise<T> promise = Promise.promise();
        private Optional<Trouble> trouble = Optional.empty();
        private T result;

        @SuppressWarnings("NullAway.Init")
        Body(Function<Transaction, T> work) {
            this.work = work;
        }

        Future<T> answer() {
            return promise.future();
        }

        void execute(Transaction transaction) {
            result = work.apply(transaction);
        }

        void tell() {
            trouble.ifPresentOrElse(promise::tryFail, () -> promise.tryComplete(result));
        }
    }

    /** Of the block in the SQL file that it stands for, as {@code journal_fresh}. */
    public String name() {
        return name;
    }

    public Step next() {
        return next;
    }

    public boolean isDone() {
        return next == Step.DONE;
    }

    /** It waits for a lock, or for others to end: a step does nothing until it is freed. */
    public boolean isBlocked() {
        return blocker.filter(Statement::isUnderWay).isPresent();
    }

    /** Begun, and neither committed nor rolled back. */
    public boolean isUnderWay() {
        return next == Step.EXECUTE || next == Step.COMMIT;
    }

    /** Once it is executed: whether there is anything to commit. */
    public boolean writes() {
        return !transaction.writes().isEmpty();
    }

    /** What a look for what was written waits for. */
    boolean isWriter() {
        return LICENSED.contains(name);
    }

    /** Takes the next step, unless it is blocked. */
    public void step() {
        List<Statement> freed = List.of();
        boolean tells = false;
        synchronized (store) {
            if (!isBlocked()) {
                switch (next) {
                    case BEGIN -> begin();
                    case EXECUTE -> freed = execute();
                    case COMMIT -> freed = end(Step.ANSWER, true);
                    case ANSWER -> {
                        next = Step.DONE;
                        tells = true;
                    }
                    case DONE -> {}
                }
            }
        }
        if (tells) {
            tell();
        }
        freed.forEach(Statement::freed);
    }

    /** All steps before that one, or until it is blocked. */
    public void runTo(Step end) {
        while (next.compareTo(end) < 0 && !isBlocked()) {
            step();
        }
    }

    /** All steps, or until it is blocked. */
    public void run() {
        runTo(Step.DONE);
    }

    /** Goes wrong before its commit: nothing of it was done, and the caller hears that trouble. */
    public void refuse(Trouble.Kind kind) {
        List<Statement> freed;
        synchronized (store) {
            if (next != Step.BEGIN && !isUnderWay()) {
                return;
            }
            freed = fail(new Trouble(kind, name + ": " + kind));
        }
        step();
        freed.forEach(Statement::freed);
    }

    /** The connection is lost: the caller does not know its fate. The server does not notice, so further steps go on. */
    public void lose() {
        if (!told) {
            body.trouble = Optional.of(new Trouble(Trouble.Kind.FATE_UNKNOWN, name + ": the connection was lost"));
            tell();
        }
    }

    /** The caller is gone and hears nothing; the server does not notice, so further steps go on. */
    public void abandon() {
        told = true;
    }

    /** The server drops it, and with it what is not committed. The caller hears nothing by this. */
    public void drop() {
        List<Statement> freed;
        synchronized (store) {
            freed = end(Step.DONE, false);
        }
        freed.forEach(Statement::freed);
    }

    Transaction transaction() {
        return transaction;
    }

    void freed() {
        schedule.freed(this);
    }

    boolean waitsFor(Statement other) {
        return blocker.filter(other::equals).isPresent();
    }

    private void begin() {
        store.begun(this);
        next = Step.EXECUTE;
    }

    private List<Statement> execute() {
        try {
            blocker = Optional.empty();
            transaction.again();
            body.execute(transaction);
            next = Step.COMMIT;
            return List.of();
        } catch (Blocked blocked) {
            return wait(blocked.by());
        } catch (Trouble trouble) {
            return fail(trouble);
        }
    }

    private List<Statement> wait(Statement other) {
        blocker = Optional.of(other);
        for (Statement one = other; one.isBlocked(); one = one.blocker.orElseThrow()) {
            if (one.waitsFor(this)) {
                return fail(new Trouble(Trouble.Kind.UNAVAILABLE, name + ": deadlock detected (SQLSTATE 40P01)"));
            }
        }
        return List.of();
    }

    private List<Statement> fail(Trouble trouble) {
        body.trouble = Optional.of(trouble);
        return end(Step.ANSWER, false);
    }

    /** Answers who may go on now. */
    private List<Statement> end(Step then, boolean committed) {
        boolean ends = isUnderWay();
        blocker = Optional.empty();
        next = then;
        return ends ? store.ended(this, committed) : List.of();
    }

    private void tell() {
        if (!told) {
            told = true;
            body.tell();
        }
    }

    @Override
    public String toString() {
        return name + " before " + next + (isBlocked() ? " (waits for " + blocker.orElseThrow().name + ")" : "");
    }
}
