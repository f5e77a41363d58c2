package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.profile;
import static dev.ringback.store.Samples.tried;

import dev.ringback.backlog.BacklogStore.Claimed;
import dev.ringback.backlog.BacklogStore.LostClaim;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.intake.JournalStore.KeyHolder;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What some nodes do with one store, by chance from a seed: statements one after the other, and statements that meet another which is held before
 * its commit. The same seed asks every store the same, as long as they answer the same; {@link #log} is what they answered and left.
 */
final class Play {
    private static final int NODES = 3;
    private static final int PROFILES = 3;

    private final StoreWorld world;
    private final Samples samples = new Samples();
    private final Random chance;
    private final List<String> log = new ArrayList<>();
    private final List<NodeId> nodes = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Work> works = new ArrayList<>();
    private int made;

    /** Through these the next statement goes. */
    private Roads roads;

    record Roads(
            dev.ringback.intake.JournalStore journal,
            dev.ringback.ledger.LedgerStore ledger,
            dev.ringback.backlog.BacklogStore backlog,
            dev.ringback.cluster.NodeStore nodes) {}

    private record Step(String name, Future<String> answer) {}

    Play(StoreWorld world, long seed) {
        this.world = world;
        this.chance = new Random(seed);
        this.roads = straight();
        for (int i = 0; i < NODES; i++) {
            nodes.add(world.register(samples));
        }
    }

    private Roads straight() {
        return new Roads(world.journal(), world.ledger(), world.backlog(), world.nodes());
    }

    List<String> run(int steps) {
        for (int i = 0; i < steps; i++) {
            if (chance.nextInt(3) == 0) {
                meet();
            } else {
                Step step = step();
                log.add(step.name() + ": " + Await.result(step.answer()));
            }
            log.addAll(world.dump());
        }
        return log;
    }

    /** One statement is held before its commit, another comes; then the first commits, is lost and commits, or is rolled back. */
    private void meet() {
        HeldStores held = world.held();
        held.hold();
        roads = new Roads(held.journal(), held.ledger(), held.backlog(), held.nodes());
        Step first = step();
        world.awaitDoneOr("held", first.answer());
        roads = straight();
        Step second = step();
        world.awaitDoneOr("waiting", second.answer());
        log.add(first.name() + (first.answer().isComplete() ? " has nothing to commit" : " is held"));
        log.add(second.name() + (second.answer().isComplete() ? " passes" : " waits"));
        int end = chance.nextInt(4);
        if (end == 0) {
            held.lose();
        }
        if (end == 1) {
            held.end();
        } else {
            held.letGo();
        }
        log.add(first.name() + ", end " + end + ": " + Await.result(first.answer()));
        log.add(second.name() + ", after it: " + Await.result(second.answer()));
    }

    private Step step() {
        return switch (chance.nextInt(16)) {
            case 0, 1, 2 -> append();
            case 3 -> appendKeyed();
            case 4, 5, 6 -> record();
            case 7 -> postpone();
            case 8, 9 -> claim();
            case 10 -> told("promote", roads.backlog().promoteOrdered(NOW, 100), String::valueOf);
            case 11 -> free();
            case 12 -> sweep();
            case 13 -> other();
            default -> takeOver();
        };
    }

    private Step free() {
        List<LostClaim> lost = Await.result(world.backlog().lostClaims(node(), some(ids())));
        return told("free " + lost.size(), roads.backlog().free(lost), String::valueOf);
    }

    /** Of nothing it is not said whether it looks for its licence, so something it is. */
    private Step sweep() {
        List<CallbackId> astray = some(ids());
        return astray.isEmpty() ? append() : told("sweep", roads.backlog().sweep(node(), astray, NOW), String::valueOf);
    }

    private Step other() {
        return switch (chance.nextInt(4)) {
            case 0 -> told("cancel", roads.backlog().cancel(node(), aProfile(), LATER, 1000), String::valueOf);
            case 1 -> told("due", roads.backlog().dueProfiles(Optional.empty(), 10), String::valueOf);
            case 2 -> told("beat", roads.nodes().beat(node(), mark()), String::valueOf);
            default ->
                told(
                        "find",
                        roads.journal().findWritten(node(), some(ids())),
                        found -> found.stream().sorted().toList().toString());
        };
    }

    private Step takeOver() {
        NodeId dead = node();
        NodeId survivor = node();
        return switch (chance.nextInt(6)) {
            case 0, 1 -> told("fence", roads.nodes().fence(dead, survivor, some(nodes)), String::valueOf);
            case 2 -> told("recover", roads.nodes().recover(dead, survivor, after(), NOW, 4), String::valueOf);
            case 3 -> told("mark", roads.nodes().moveMark(dead, survivor, new CallbackId(mark())), String::valueOf);
            case 4 -> told("free of", roads.nodes().freeClaims(dead), String::valueOf);
            default -> told("remove", roads.nodes().remove(dead, survivor).compose(done -> renew()), String::valueOf);
        };
    }

    /** Now and then a node starts anew, so that there is always one that may write. */
    private Future<Void> renew() {
        NodeId fresh = new NodeId(samples.uuid());
        nodes.add(fresh);
        return world.nodes().register(fresh, "here", new UUID(0, 0), NOW);
    }

    private Step append() {
        List<Entry> flush =
                IntStream.range(0, 1 + chance.nextInt(4)).mapToObj(i -> entry()).toList();
        entries.addAll(flush);
        flush.stream().filter(entry -> entry.beside().isNothing()).forEach(entry -> works.add(Samples.fresh(entry)));
        return told("append " + flush.size(), roads.journal().append(node(), flush), String::valueOf);
    }

    private Entry entry() {
        return switch (chance.nextInt(6)) {
            case 0 -> samples.scheduled(aProfile(), time());
            case 1, 2 -> samples.ordered(aProfile(), "k" + chance.nextInt(2));
            case 3 -> samples.skipped(aProfile());
            default -> samples.fresh(aProfile());
        };
    }

    private Step appendKeyed() {
        Map<String, Entry> flush = new TreeMap<>();
        for (int i = chance.nextInt(3); i >= 0; i--) {
            String key = "key" + chance.nextInt(4);
            flush.put(key, samples.keyed(key, 1 + chance.nextInt(2)));
        }
        List<Entry> keyed = List.copyOf(flush.values());
        entries.addAll(keyed);
        return told(
                "keyed " + flush.keySet(),
                roads.journal().appendKeyed(node(), keyed),
                holders -> holders.stream().map(KeyHolder::callback).toList().toString());
    }

    /** Any work that anybody ever had in hand, also twice, also long after. */
    private Step record() {
        List<Tried> batch = some(works).stream()
                .limit(5)
                .map(work -> tried(work, verdict()))
                .toList();
        return told("record " + batch.size(), roads.ledger().record(node(), one(batch), LATER), String::valueOf);
    }

    private Tried outcome(Work work) {
        Verdict verdict = verdict();
        return chance.nextInt(4) == 0 ? Samples.kept(work, verdict) : tried(work, verdict);
    }

    /** A callback once only: what comes in a batch of outcomes twice is another matter. */
    private static List<Tried> one(List<Tried> batch) {
        Map<CallbackId, Tried> once = new TreeMap<>();
        batch.forEach(tried -> once.put(tried.work().callback().id(), tried));
        return List.copyOf(once.values());
    }

    private Step postpone() {
        Map<CallbackId, Postponed> once = new TreeMap<>();
        for (Work work : some(works)) {
            once.put(work.callback().id(), new Postponed(work, time()));
        }
        return told(
                "postpone " + once.size(),
                roads.ledger().postpone(node(), List.copyOf(once.values())),
                String::valueOf);
    }

    private Step claim() {
        Map<ProfileId, Integer> room = new TreeMap<>();
        for (int i = 0; i < 2; i++) {
            room.put(aProfile(), 1 + chance.nextInt(3));
        }
        return told("claim", roads.backlog().claim(node(), room, LATER), claimed -> {
            List<String> words = new ArrayList<>();
            for (Claimed one : claimed) {
                works.add(Samples.claimed(one));
                words.add(one.callback().id() + " " + one.number());
            }
            return words.toString();
        });
    }

    private <T> Step told(String name, Future<T> answer, Function<T, String> words) {
        made++;
        return new Step(
                made + " " + name,
                answer.transform(end -> Future.succeededFuture(
                        end.succeeded()
                                ? words.apply(end.result())
                                : Trouble.kindOf(end.cause()).name())));
    }

    private NodeId node() {
        // Mostly one of the younger: the others may be fenced.
        int from = chance.nextInt(4) == 0 ? 0 : Math.max(0, nodes.size() - 2);
        return nodes.get(from + chance.nextInt(nodes.size() - from));
    }

    private ProfileId aProfile() {
        return profile(1 + chance.nextInt(PROFILES));
    }

    private Instant time() {
        return NOW.plusSeconds(chance.nextInt(90));
    }

    private Verdict verdict() {
        return switch (chance.nextInt(4)) {
            case 0 -> Verdict.FAILED;
            case 1 -> Verdict.DELIVERED;
            default -> Verdict.retryAt(time());
        };
    }

    private List<CallbackId> ids() {
        return entries.stream().map(entry -> entry.callback().id()).toList();
    }

    private UUID mark() {
        return entries.isEmpty()
                ? new UUID(0, 0)
                : ids().get(chance.nextInt(entries.size())).value();
    }

    private Optional<CallbackId> after() {
        return chance.nextBoolean() || entries.isEmpty() ? Optional.empty() : Optional.of(new CallbackId(mark()));
    }

    private <T> List<T> some(List<T> all) {
        int from = Math.max(0, all.size() - 12);
        return all.subList(from, all.size()).stream()
                .filter(one -> chance.nextInt(3) == 0)
                .toList();
    }
}
