package dev.ringback.client;

import dev.ringback.client.BatchJson.Answer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Sends callbacks to the nodes, several in a message: while messages are under way the next gather, so that one is small under light load and
 * large under heavy, without a timer. What was not answered is sent again, to the next node, for as long as the patience lasts: what certainly
 * was not accepted in any case, and what may have been only with an idempotency key. {@link #add} may be called by any thread, all else happens
 * on one context.
 */
final class Messages {
    private static final String ADDRESS = "ringback.submit.batch";
    private static final long PAUSE_MILLIS_MIN = 50;
    private static final long PAUSE_MILLIS_MAX = 2_000;
    private static final int DOUBLINGS = 6;

    private final Vertx vertx;
    private final Context context;
    private final PublisherOptions options;
    private final BiConsumer<Pending, Answer> settled;
    private final DeliveryOptions delivery;
    private final Queue<Pending> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private final Lines lines = new Lines();
    private final Deque<Part> parts = new ArrayDeque<>();
    private int underWay;

    /** {@code settled} is called on the context, once for each that was added. */
    Messages(Vertx vertx, Context context, PublisherOptions options, BiConsumer<Pending, Answer> settled) {
        this.vertx = vertx;
        this.context = context;
        this.options = options;
        this.settled = settled;
        this.delivery =
                new DeliveryOptions().setSendTimeout(options.answerWithin().toMillis());
    }

    /** Callbacks that were in a message, and how often they were sent. */
    private record Part(List<Pending> callbacks, int sent) {}

    /** In the order of the calls of each thread. */
    void add(Pending pending) {
        inbox.add(pending);
        call();
    }

    private void call() {
        if (called.compareAndSet(false, true)) {
            context.runOnContext(now -> {
                called.set(false);
                for (Pending next = inbox.poll(); next != null; next = inbox.poll()) {
                    lines.add(next);
                }
                sendWhatMay();
            });
        }
    }

    private void sendWhatMay() {
        while (underWay < options.messagesMax() && (lines.hasReady() || !parts.isEmpty())) {
            send(
                    parts.isEmpty()
                            ? new Part(lines.take(options.messageCallbacksMax(), options.messageBytesMax()), 0)
                            : parts.removeFirst());
        }
    }

    private void send(Part part) {
        underWay++;
        var unused = vertx.eventBus()
                .<Object>request(ADDRESS, BatchJson.request(part.callbacks), delivery)
                .onComplete(reply -> {
                    underWay--;
                    if (reply.succeeded()) {
                        answered(part, reply.result().body());
                    } else {
                        failed(part, reply.cause());
                    }
                    call();
                });
    }

    private void answered(Part part, Object body) {
        Optional<List<Answer>> answers = BatchJson.answers(body, part.callbacks.size());
        if (answers.isEmpty()) {
            unanswered(part, "what came was no answer");
            return;
        }
        List<Pending> again = new ArrayList<>();
        for (int i = 0; i < part.callbacks.size(); i++) {
            Pending pending = part.callbacks.get(i);
            Answer answer = answers.get().get(i);
            if (answer instanceof Answer.Not not
                    && passes(not.why().code())
                    && mayRepeat(pending, not.why().code() == 429, part.sent)) {
                again.add(pending);
            } else {
                settle(pending, answer);
            }
        }
        sendAgain(new Part(again, part.sent + 1));
    }

    private void failed(Part part, Throwable failure) {
        ReplyException reply = failure instanceof ReplyException one
                ? one
                : new ReplyException(ReplyFailure.ERROR, String.valueOf(failure.getMessage()));
        switch (reply.failureType()) {
            case NO_HANDLERS ->
                repeat(part, true, BatchJson.refusedHere(503, "/problems/unavailable", "No node is there to take it."));
            case RECIPIENT_FAILURE ->
                refused(part, BatchJson.refused(reply.failureCode(), String.valueOf(reply.getMessage())));
            default -> unanswered(part, String.valueOf(reply.getMessage()));
        }
    }

    private void refused(Part part, Refused why) {
        boolean spoiled = why.code() == 413 || why.code() == 400 && !why.type().equals("/problems/unreadable-message");
        if (spoiled && part.callbacks.size() > 1) {
            halve(part);
        } else if (passes(why.code())) {
            repeat(part, why.code() == 429, why);
        } else {
            part.callbacks.forEach(pending -> settle(pending, new Answer.Not(why)));
        }
    }

    /** One of them spoils the message, or it is larger than this node takes. None of it was accepted. */
    private void halve(Part part) {
        int half = part.callbacks.size() / 2;
        parts.addFirst(new Part(part.callbacks.subList(half, part.callbacks.size()), part.sent));
        parts.addFirst(new Part(part.callbacks.subList(0, half), part.sent));
    }

    private void unanswered(Part part, String words) {
        repeat(part, false, new Unanswered("no answer: " + words));
    }

    /** {@code certain}: that none was accepted. */
    private void repeat(Part part, boolean certain, NotAccepted why) {
        List<Pending> again = new ArrayList<>();
        for (Pending pending : part.callbacks) {
            if (mayRepeat(pending, certain, part.sent)) {
                again.add(pending);
            } else {
                settle(pending, new Answer.Not(why));
            }
        }
        sendAgain(new Part(again, part.sent + 1));
    }

    private static boolean passes(int code) {
        return code == 429 || code == 503;
    }

    private boolean mayRepeat(Pending pending, boolean certain, int sent) {
        long after = System.nanoTime() - pending.sinceNanos() + pause(sent).toNanos();
        return (certain || pending.repeatable()) && after < options.patience().toNanos();
    }

    private static Duration pause(int sent) {
        return Duration.ofMillis(Math.min(PAUSE_MILLIS_MAX, PAUSE_MILLIS_MIN << Math.min(sent, DOUBLINGS)));
    }

    private void sendAgain(Part part) {
        if (!part.callbacks.isEmpty()) {
            var unused = vertx.timer(pause(part.sent - 1).toMillis(), TimeUnit.MILLISECONDS)
                    .onSuccess(fired -> {
                        parts.addLast(part);
                        sendWhatMay();
                    });
        }
    }

    private void settle(Pending pending, Answer answer) {
        lines.settled(pending);
        settled.accept(pending, answer);
    }
}
