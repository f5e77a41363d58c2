package dev.ringback.simulation;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.intake.JournalStore;
import dev.ringback.intake.JournalStore.KeyHolder;
import dev.ringback.ledger.LedgerStore;
import dev.ringback.support.memory.Planting;
import dev.ringback.support.memory.Rows.Count;
import dev.ringback.support.memory.Rows.CountDelta;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bugs in what writes callbacks and outcomes. */
final class PlantedWriting {
    private static final int NO_LOOP = 100;

    private PlantedWriting() {}

    /** Under whose licence a fenced node's statement would pass. */
    private static NodeId unfenced(Run run, NodeId node) {
        return run.world().store().nodeRows().values().stream()
                .filter(row ->
                        run.world().witness().isFenced(node) && row.takenBy().isEmpty())
                .map(row -> row.node())
                .findFirst()
                .orElse(node);
    }

    static Bugs journalWithoutFence() {
        return new Bugs() {
            @Override
            public JournalStore journal(Run run, JournalStore real) {
                return new PlantedStore.Journal(real) {
                    @Override
                    public Future<Void> append(NodeId node, List<Entry> entries) {
                        return real.append(unfenced(run, node), entries);
                    }
                };
            }
        };
    }

    static Bugs ledgerWithoutFence() {
        return new Bugs() {
            @Override
            public LedgerStore ledger(Run run, LedgerStore real) {
                return new PlantedStore.Ledger(real) {
                    @Override
                    public Future<Void> record(NodeId node, List<Tried> tried, Instant now) {
                        return real.record(unfenced(run, node), tried, now);
                    }
                };
            }
        };
    }

    /** The answer does not wait for the database. */
    static Bugs handOffBeforeCommit() {
        return new Bugs() {
            @Override
            public JournalStore journal(Run run, JournalStore real) {
                return new PlantedStore.Journal(real) {
                    @Override
                    public Future<Void> append(NodeId node, List<Entry> entries) {
                        real.append(node, entries).onFailure(lost -> {});
                        return Future.succeededFuture();
                    }
                };
            }
        };
    }

    static Bugs doubtfulNotLookedUp() {
        return new Bugs() {
            @Override
            public JournalStore journal(Run run, JournalStore real) {
                return new PlantedStore.Journal(real) {
                    @Override
                    public Future<Set<CallbackId>> findWritten(NodeId node, List<CallbackId> ids) {
                        return Future.succeededFuture(Set.of());
                    }
                };
            }
        };
    }

    /** The look raises no epoch: what the server takes up later is written, and nobody knows. */
    static Bugs lostFlushNotGivenUp() {
        return new Bugs() {
            @Override
            public JournalStore journal(Run run, JournalStore real) {
                JournalStore another = run.world()
                        .store()
                        .journal(new Connection(run), NO_LOOP, run.ambient().clock(), Duration.ZERO);
                return new PlantedStore.Journal(real) {
                    @Override
                    public Future<Set<CallbackId>> findWritten(NodeId node, List<CallbackId> ids) {
                        return another.findWritten(node, ids);
                    }
                };
            }
        };
    }

    /** A broken connection is taken for a database that did nothing. */
    static Bugs unknownFateTakenForNo() {
        return new Bugs() {
            @Override
            public JournalStore journal(Run run, JournalStore real) {
                return new PlantedStore.Journal(real) {
                    @Override
                    public Future<Void> append(NodeId node, List<Entry> entries) {
                        return real.append(node, entries)
                                .recover(failure -> Future.failedFuture(
                                        Trouble.kindOf(failure) == Trouble.Kind.FATE_UNKNOWN
                                                ? new Trouble(Trouble.Kind.UNAVAILABLE, "planted")
                                                : failure));
                    }
                };
            }
        };
    }

    /** A broken connection is taken for a database that did everything. */
    static Bugs unknownFateTakenForYes() {
        return new Bugs() {
            @Override
            public LedgerStore ledger(Run run, LedgerStore real) {
                return new PlantedStore.Ledger(real) {
                    @Override
                    public Future<Void> record(NodeId node, List<Tried> tried, Instant now) {
                        return real.record(node, tried, now)
                                .recover(failure -> Trouble.kindOf(failure) == Trouble.Kind.FATE_UNKNOWN
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(failure));
                    }
                };
            }
        };
    }

    /** The key is written when the callback is: after it, in a transaction of its own. */
    static Bugs keyApartFromCallback() {
        Map<String, KeyHolder> keys = new HashMap<>();
        return new Bugs() {
            @Override
            public JournalStore journal(Run run, JournalStore real) {
                return new PlantedStore.Journal(real) {
                    @Override
                    public Future<List<KeyHolder>> appendKeyed(NodeId node, List<Entry> entries) {
                        List<Entry> free = entries.stream()
                                .filter(entry -> !keys.containsKey(text(entry)))
                                .toList();
                        Map<String, KeyHolder> own = new HashMap<>();
                        free.forEach(entry -> own.put(text(entry), holder(entry)));
                        return real.append(node, free).map(done -> {
                            keys.putAll(own);
                            return entries.stream()
                                    .map(entry -> keys.get(text(entry)))
                                    .toList();
                        });
                    }
                };
            }
        };
    }

    private static String text(Entry entry) {
        return entry.beside().key().orElseThrow().text();
    }

    private static KeyHolder holder(Entry entry) {
        return new KeyHolder(
                entry.callback().id(), entry.beside().key().orElseThrow().requestHash());
    }

    /** Counted what was asked for and not what was inserted: once more for each repeat. */
    static Bugs countedBeforeInserted() {
        return new Bugs() {
            @Override
            public LedgerStore ledger(Run run, LedgerStore real) {
                return new PlantedStore.Ledger(real) {
                    @Override
                    public Future<Void> record(NodeId node, List<Tried> tried, Instant now) {
                        return real.record(node, tried, now).onFailure(failure -> {
                            if (Trouble.kindOf(failure) == Trouble.Kind.FATE_UNKNOWN) {
                                tried.forEach(one -> Planting.count(run.world().store(), delta(one, now)));
                            }
                        });
                    }
                };
            }
        };
    }

    private static CountDelta delta(Tried one, Instant now) {
        return new CountDelta(
                now,
                List.of(new Count(
                        one.work().callback().profile(), one.attempt().verdict().kind(), (short) 0, 1)));
    }

    /** What finds no room keeps its claim. */
    static Bugs claimNotReleased() {
        return new Bugs() {
            @Override
            public LedgerStore ledger(Run run, LedgerStore real) {
                return new PlantedStore.Ledger(real) {
                    @Override
                    public Future<Void> postpone(NodeId node, List<Postponed> postponed) {
                        return real.postpone(
                                node,
                                postponed.stream()
                                        .filter(one -> !one.work().claimed())
                                        .toList());
                    }
                };
            }

            @Override
            public dev.ringback.backlog.BacklogStore backlog(Run run, dev.ringback.backlog.BacklogStore real) {
                return new PlantedStore.Backlog(real) {
                    @Override
                    public Future<Void> free(List<LostClaim> lost) {
                        return Future.succeededFuture();
                    }
                };
            }
        };
    }
}
