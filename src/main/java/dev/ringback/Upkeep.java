package dev.ringback;

import dev.ringback.domain.Uuid7;
import dev.ringback.session.Sessions;
import dev.ringback.store.PgAudit;
import dev.ringback.store.PgBacklog;
import dev.ringback.store.PgCounts;
import dev.ringback.store.PgJournal;
import dev.ringback.store.PgMails;
import dev.ringback.store.PgReplays;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be done now and then: the clock, the partitions, what has expired. Every node does it; where one is enough the store sees to that. */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration CLOCK_EVERY = Duration.ofSeconds(30);
    private static final Duration KEYS_EVERY = Duration.ofMinutes(5);
    private static final Duration PARTITIONS_EVERY = Duration.ofMinutes(30);
    private static final Duration AUDIT_EVERY = Duration.ofHours(1);
    private static final Duration COUNTS_EVERY = Duration.ofHours(1);
    private static final Duration SESSIONS_EVERY = Duration.ofHours(1);
    private static final Duration ORDER_KEYS_IDLE = Duration.ofHours(1);

    private final Ground ground;
    private final OpenStore store;
    private final PgBacklog backlog;
    private final PgJournal journal;
    private final PgReplays replays;

    Upkeep(Ground ground, OpenStore store, Shared shared) {
        this.ground = ground;
        this.store = store;
        this.backlog = PgBacklog.shared(store.database());
        this.replays = PgReplays.shared(store.database());
        this.journal = PgJournal.shared(
                store.database(),
                ground.ambient().clock(),
                ground.settings().intake().idempotencyKept());
    }

    void start(Sessions sessions) {
        every(CLOCK_EVERY, "the clock", () -> store.setClock(ground.ambient().clock()));
        every(
                KEYS_EVERY,
                "expired keys",
                () -> journal.dropExpiredKeys(now())
                        .compose(done -> backlog.dropIdleKeys(now().minus(ORDER_KEYS_IDLE))));
        every(PARTITIONS_EVERY, "the partitions", this::partitions);
        every(AUDIT_EVERY, "the old audit", this::audit);
        every(COUNTS_EVERY, "the old counts and mails", this::counts);
        every(SESSIONS_EVERY, "the old sessions", sessions::dropOlder);
    }

    private Future<Void> partitions() {
        int days = ground.settings().storage().retentionDays();
        Instant oldest = now().minus(Duration.ofDays(days));
        return store.partitions()
                .make(now())
                .compose(made -> backlog.dropOlder(Uuid7.floor(oldest)))
                .compose(done -> replays.dropOlder(oldest))
                .compose(done -> store.partitions().drop(now(), days))
                .mapEmpty();
    }

    private Future<Void> audit() {
        Duration kept = Duration.ofDays(ground.settings().storage().auditDays());
        return new PgAudit(store.database()).dropOlder(now().minus(kept)).mapEmpty();
    }

    private Future<Void> counts() {
        Duration kept = Duration.ofDays(ground.settings().storage().countDays());
        Instant oldest = now().minus(kept);
        return new PgCounts(store.database())
                .dropOlder(oldest)
                .compose(done -> new PgMails(store.database()).dropOlder(oldest));
    }

    private void every(Duration pause, String what, Supplier<Future<Void>> step) {
        long unused = ground.vertx()
                .setTimer(
                        pause.toMillis(),
                        id -> Future.<Void>succeededFuture()
                                .compose(begun -> step.get())
                                .onFailure(failure ->
                                        LOG.warn("{} must wait for the next time: {}", what, failure.getMessage()))
                                .onComplete(done -> every(pause, what, step)));
    }

    private Instant now() {
        return ground.ambient().clock().instant();
    }
}
