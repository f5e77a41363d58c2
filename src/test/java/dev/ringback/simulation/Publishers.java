package dev.ringback.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.intake.Submit;
import dev.ringback.intake.Submitting;
import dev.ringback.intake.Submitting.Answer;
import dev.ringback.simulation.Submission.Chain;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Those who ask for callbacks: one by one and in batches, at any node, again when they hear nothing or a no, some with keys, some in lines. */
final class Publishers {
    private static final long PATIENCE = 12 * Timeline.SECOND;
    private static final int TRIES_MAX = 6;

    private final World world;
    private final Chance chance;
    private final Map<String, Submission> byReference = new LinkedHashMap<>();
    private int underWay;

    Publishers(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
    }

    Submission of(String reference) {
        return byReference.get(reference);
    }

    Collection<Submission> submissions() {
        return byReference.values();
    }

    /** Nobody waits for an answer, and nobody will ask again. */
    boolean areDone() {
        return underWay == 0;
    }

    void begin(long from, long to) {
        int left = world.plan().callbacks();
        while (left > 0) {
            int size = chance.odds(0.3) ? Math.min(left, chance.from(2, 30)) : 1;
            long at = chance.nanos(from, to);
            if (chance.odds(0.2)) {
                line(at, Math.min(left, chance.from(2, 12)));
            } else {
                List<Submission> batch = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    batch.add(submission(Optional.empty(), at));
                }
                later(at, new Request(batch, chance));
            }
            left -= size;
        }
    }

    /** A line of its own: the next request leaves when the one before is answered. */
    private void line(long at, int size) {
        Chain chain = new Chain(
                "k" + byReference.size(), chance.pick(world.customers().all()));
        ArrayDeque<Request> requests = new ArrayDeque<>();
        int left = size;
        while (left > 0) {
            List<Submission> batch = new ArrayList<>();
            int some = chance.odds(0.3) ? Math.min(left, chance.from(1, 4)) : 1;
            for (int i = 0; i < some; i++) {
                Submission one = submission(Optional.of(chain), at);
                batch.add(one);
            }
            requests.add(new Request(batch, chance));
            left -= some;
        }
        Request first = requests.remove();
        first.next = requests;
        later(at, first);
    }

    private Submission submission(Optional<Chain> chain, long at) {
        String reference = "s" + byReference.size();
        Customer customer = chain.map(line -> line.customer)
                .orElseGet(() -> chance.pick(world.customers().all()));
        Instant now = World.START.plusNanos(at);
        Optional<Instant> deliverAt = chain.isEmpty() && chance.odds(0.1)
                ? Optional.of(now.plusMillis(chance.from(0, 20_000)))
                : Optional.empty();
        Optional<Instant> expiresAt = chance.odds(0.1)
                ? Optional.of(deliverAt.orElse(now).plusMillis(chance.from(1, 30_000)))
                : Optional.empty();
        Submission one = new Submission(
                reference,
                customer,
                chance.odds(0.25) ? Optional.of("key-" + reference) : Optional.empty(),
                chain,
                new Submission.Times(deliverAt, expiresAt));
        byReference.put(reference, one);
        return one;
    }

    /** One HTTP request, until it has its answer. */
    private static final class Request {
        final List<Submission> batch;
        final boolean single;
        ArrayDeque<Request> next = new ArrayDeque<>();
        int tries;

        Request(List<Submission> batch, Chance chance) {
            this.batch = batch;
            this.single = batch.size() == 1 && chance.odds(0.8);
        }
    }

    private void later(long at, Request request) {
        underWay++;
        world.timeline().after(Timeline.Life.WORLD, at - world.timeline().now(), () -> send(request));
    }

    private void send(Request request) {
        List<Run> serving = world.runs().filter(Run::isServing).collect(Collectors.toList());
        if (serving.isEmpty()) {
            again(request, chance.nanos(100 * Timeline.MILLI, 2 * Timeline.SECOND));
            return;
        }
        Run run = chance.pick(serving);
        Submit door = chance.pick(run.doors);
        Sent sent = new Sent(request);
        request.tries++;
        run.after(chance.skewed(20 * Timeline.MICRO, 20 * Timeline.MILLI), () -> ask(run, door, sent));
        world.timeline().after(Timeline.Life.WORLD, PATIENCE, () -> sent.heard(List.of()));
    }

    private void ask(Run run, Submit door, Sent sent) {
        Request request = sent.request;
        Future<List<Answer>> answer;
        if (request.single) {
            Submission one = request.batch.get(0);
            answer = Submitting.one(door, one.json().getBytes(UTF_8), Optional.empty())
                    .map(List::of);
        } else {
            String all = request.batch.stream().map(Submission::json).collect(Collectors.joining(","));
            answer = Submitting.batch(door, ("{\"callbacks\":[" + all + "]}").getBytes(UTF_8));
        }
        world.trace().note("ask", run, request.batch.size(), request.batch.get(0));
        answer.onComplete(done -> {
            if (done.failed()) {
                throw world.broken(Rule.THROWS, "a submit failed with " + done.cause());
            }
            // What a dead process would have answered nobody hears; what it had answered is on its way.
            long back = chance.skewed(20 * Timeline.MICRO, 20 * Timeline.MILLI);
            world.timeline().after(Timeline.Life.WORLD, back, () -> sent.heard(done.result()));
        });
    }

    /** What was sent once, until the first of answer and end of patience. */
    private final class Sent {
        private final Request request;
        private final Map<Chain, List<Submission>> acceptedBefore = new LinkedHashMap<>();
        private boolean over;

        Sent(Request request) {
            this.request = request;
            request.batch.forEach(
                    one -> one.chain.ifPresent(chain -> acceptedBefore.put(chain, List.copyOf(chain.accepted))));
        }

        void heard(List<Answer> answers) {
            List<Submission> refused = new ArrayList<>();
            List<Submission> mates = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                Submission one = request.batch.get(i);
                if (answers.get(i).id().isPresent()) {
                    accepted(one, answers.get(i), mates);
                } else if (mayAskAgain(answers.get(i).reason())) {
                    refused.add(one);
                }
            }
            if (over) {
                return;
            }
            over = true;
            underWay--;
            List<Submission> open = answers.isEmpty() ? request.batch : refused;
            if (!open.isEmpty() && request.tries < TRIES_MAX) {
                repeat(open, request);
            } else if (!answers.isEmpty() && request.tries < TRIES_MAX && chance.odds(0.2)) {
                // A publisher that is not sure, though it could be.
                List<Submission> keyed = request.batch.stream()
                        .filter(one -> one.key.isPresent())
                        .toList();
                repeat(keyed, request);
            } else {
                goOn(request);
            }
        }

        private void accepted(Submission one, Answer answer, List<Submission> mates) {
            boolean first = one.id.isEmpty();
            world.witness().accepted(one, answer.id().orElseThrow());
            if (first && one.chain.isPresent()) {
                one.before.addAll(acceptedBefore.get(one.chain.get()));
                one.before.addAll(mates);
                mates.add(one);
            }
        }
    }

    private static boolean mayAskAgain(String reason) {
        return reason.equals("UNAVAILABLE") || reason.equals("OVERLOADED");
    }

    /** With its key it is the same again; without one it is another callback, as nobody can tell whether the first is stored. */
    private void repeat(List<Submission> open, Request before) {
        List<Submission> batch = new ArrayList<>();
        for (Submission one : open) {
            batch.add(one.key.isPresent() ? one : copy(one));
        }
        Request request = new Request(batch, chance);
        request.tries = before.tries;
        request.next = before.next;
        if (batch.isEmpty()) {
            goOn(before);
        } else {
            again(request, chance.skewed(Timeline.MILLI, 3 * Timeline.SECOND));
            underWay++;
        }
    }

    private Submission copy(Submission one) {
        Submission copy = new Submission(
                "s" + byReference.size(),
                one.customer,
                Optional.empty(),
                one.chain,
                new Submission.Times(one.deliverAt, one.expiresAt));
        byReference.put(copy.reference, copy);
        return copy;
    }

    private void again(Request request, long after) {
        world.timeline().after(Timeline.Life.WORLD, after, () -> send(request));
    }

    private void goOn(Request request) {
        if (!request.next.isEmpty()) {
            Request next = request.next.remove();
            next.next = request.next;
            later(world.timeline().now() + chance.skewed(0, Timeline.SECOND), next);
        }
    }
}
