package dev.ringback.simulation;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.intake.Entry;
import dev.ringback.intake.JournalStore;
import dev.ringback.ledger.LedgerStore;
import dev.ringback.replay.CallbackChanges;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Ports with somebody who looks: what a fenced node sends must not succeed. */
final class Watched {
    private Watched() {}

    private static <T> Future<T> watch(Run run, NodeId node, Future<T> answer, boolean fencedBefore) {
        return fencedBefore ? answer.onSuccess(done -> run.world().witness().wroteFenced(run, node)) : answer;
    }

    record Journal(Run run, JournalStore real) implements JournalStore {
        @Override
        public Future<Void> append(NodeId node, List<Entry> entries) {
            boolean fenced = run.world().witness().isFenced(node);
            run.world().trace().note("append", run, entries.size());
            return watch(run, node, real.append(node, entries), fenced);
        }

        @Override
        public Future<List<KeyHolder>> appendKeyed(NodeId node, List<Entry> entries) {
            boolean fenced = run.world().witness().isFenced(node);
            run.world().trace().note("append keyed", run, entries.size());
            return watch(run, node, real.appendKeyed(node, entries), fenced);
        }

        @Override
        public Future<Set<CallbackId>> findWritten(NodeId node, List<CallbackId> ids) {
            return real.findWritten(node, ids);
        }
    }

    record Changes(Run run, CallbackChanges real) implements CallbackChanges {
        @Override
        public Future<Retried> retry(AccountId account, CallbackId id, UUID oldest, Instant now) {
            return real.retry(account, id, oldest, now)
                    .onSuccess(retried -> run.world().trace().note("retried", run, id, retried));
        }

        @Override
        public Future<Cancelled> cancel(NodeId node, AccountId account, CallbackId id, Instant now) {
            boolean fenced = run.world().witness().isFenced(node);
            return watch(run, node, real.cancel(node, account, id, now), fenced)
                    .onSuccess(cancelled -> run.world().trace().note("cancelled", run, id, cancelled));
        }
    }

    record Ledger(Run run, LedgerStore real) implements LedgerStore {
        @Override
        public Future<Void> record(NodeId node, List<Tried> tried, Instant now) {
            boolean fenced = run.world().witness().isFenced(node);
            return watch(run, node, real.record(node, tried, now), fenced);
        }

        @Override
        public Future<Void> postpone(NodeId node, List<Postponed> postponed) {
            boolean fenced = run.world().witness().isFenced(node);
            return watch(run, node, real.postpone(node, postponed), fenced);
        }
    }
}
