package dev.ringback.simulation;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.replay.CallbackChanges;
import dev.ringback.support.memory.MemoryStore;
import dev.ringback.support.memory.Rows.BacklogRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Bugs in what users do to callbacks. */
final class PlantedChanges {
    private PlantedChanges() {}

    private interface OfChanges extends Bugs {
        @Override
        CallbackChanges changes(Run run, CallbackChanges real);
    }

    /** What was delivered is retried as what failed is. */
    static Bugs deliveredIsRetried() {
        return (OfChanges) (run, real) -> new Planted(real) {
            @Override
            public Future<Retried> retry(AccountId account, CallbackId id, UUID oldest, Instant now) {
                return real.retry(account, id, oldest, now).onSuccess(retried -> {
                    if (retried == Retried.DELIVERED) {
                        plant(
                                run.world().store(),
                                id,
                                now,
                                run.world().store().attempts(id).size());
                    }
                });
            }
        };
    }

    /** It has its final record, and keeps its backlog row. */
    static Bugs cancelledStillWaits() {
        return (OfChanges) (run, real) -> new Planted(real) {
            @Override
            public Future<Cancelled> cancel(NodeId node, AccountId account, CallbackId id, Instant now) {
                return real.cancel(node, account, id, now).onSuccess(cancelled -> {
                    if (cancelled == Cancelled.DONE) {
                        plant(run.world().store(), id, now, 0);
                    }
                });
            }
        };
    }

    private static class Planted implements CallbackChanges {
        private final CallbackChanges real;

        Planted(CallbackChanges real) {
            this.real = real;
        }

        @Override
        public Future<Retried> retry(AccountId account, CallbackId id, UUID oldest, Instant now) {
            return real.retry(account, id, oldest, now);
        }

        @Override
        public Future<Cancelled> cancel(NodeId node, AccountId account, CallbackId id, Instant now) {
            return real.cancel(node, account, id, now);
        }

        static void plant(MemoryStore store, CallbackId id, Instant now, int triedBefore) {
            var profile = store.callbacks().get(id).callback().profile();
            int number = store.attempts(id).size() + 1;
            store.plant(new BacklogRow(id, profile, now, number, 0, "", Optional.empty(), triedBefore));
        }
    }
}
