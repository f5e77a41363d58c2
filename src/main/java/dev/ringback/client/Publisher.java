package dev.ringback.client;

import dev.ringback.client.BatchJson.Answer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Asks the nodes of a cluster for callbacks, over the event bus. A Future of an id completes when the callback is durable; it fails with a
 * {@link NotAccepted}.
 *
 * <p>What is not answered, because a node died or is overloaded or because none is there, is asked for again, of the next node, until
 * {@link PublisherOptions#patience()} is over. A callback that may have been accepted all the same is asked for again only with an idempotency
 * key, and always with the same: whichever node gets the second message finds the first one's callback, and answers with its id. So it is not
 * doubled. Callbacks without a key get one from the publisher, made of a random name of its own and a number; a key costs the nodes a row, and
 * {@link PublisherOptions#withoutKeys()} does without: then such a callback fails as {@link Unanswered}.
 *
 * <p>Callbacks with the same {@link Submission#orderKey(String)} are asked for one after the other, in the order in which a thread has submitted
 * them. All methods may be called from any thread. Futures complete and results are reported on one context of the Vert.x: that of the verticle
 * in which the publisher was made, or else one of its own. Neither may block it.
 */
public final class Publisher {
    private static final int KEY_RADIX = 36;

    private final Context context;
    private final PublisherOptions options;
    private final Room room;
    private final Messages messages;
    private final Deque<Runnable> waitingForRoom = new ArrayDeque<>();
    private final Promise<Void> quiet = Promise.promise();
    private final String keys = UUID.randomUUID() + "-";
    private final AtomicLong nextKey = new AtomicLong();
    private volatile boolean closed;

    private Publisher(Vertx vertx, PublisherOptions options) {
        this.context = vertx.getOrCreateContext();
        this.options = options;
        this.room = new Room(options.callbacksMax(), options.bytesMax());
        this.messages = new Messages(vertx, context, options, this::settled);
    }

    /** For a Vert.x that is one of the cluster's already. */
    public static Publisher on(Vertx vertx) {
        return on(vertx, PublisherOptions.STANDARD);
    }

    public static Publisher on(Vertx vertx, PublisherOptions options) {
        return new Publisher(vertx, options);
    }

    /** Answers the callback's id. Refuses at once, with 429, when as many are under way as may be. */
    public Future<String> submit(Submission submission) {
        return ask(submission).map(Answer.Taken::id);
    }

    /**
     * Asks for all that the iterator has, which must not block, and takes of it only as much as may be under way. Each result is reported as it
     * comes, not in the order of the submissions. Answers how many became what when all are settled; fails when the iterator or the report does,
     * or the publisher is closed, after what was under way is settled.
     */
    public Future<Tally> submitMany(Iterator<Submission> all, Consumer<Result> each) {
        Progress progress = new Progress(each);
        context.runOnContext(now -> pull(all, progress));
        return progress.done();
    }

    /** The same for a stream, which is read no faster than the nodes take. */
    public Future<Tally> submitMany(ReadStream<Submission> all, Consumer<Result> each) {
        Progress progress = new Progress(each);
        all.pause()
                .exceptionHandler(failure -> context.runOnContext(now -> progress.fail(failure)))
                .endHandler(end -> context.runOnContext(now -> progress.end()))
                .handler(next -> context.runOnContext(now -> {
                    if (!progress.isEnded()) {
                        progress.add(next, ask(next));
                        whenRoom(() -> fetch(all, progress));
                    }
                }));
        context.runOnContext(now -> whenRoom(() -> fetch(all, progress)));
        return progress.done();
    }

    /** Takes nothing more, and completes when all that was taken is settled. The Vert.x stays open. */
    public Future<Void> close() {
        closed = true;
        context.runOnContext(now -> {
            Deque<Runnable> all = new ArrayDeque<>(waitingForRoom);
            waitingForRoom.clear();
            all.forEach(Runnable::run);
            completeWhenQuiet();
        });
        return quiet.future();
    }

    private void pull(Iterator<Submission> all, Progress progress) {
        try {
            while (!progress.isEnded() && !closed && room.hasHalf()) {
                if (all.hasNext()) {
                    Submission next = all.next();
                    progress.add(next, ask(next));
                } else {
                    progress.end();
                }
            }
        } catch (RuntimeException broken) {
            progress.fail(broken);
        }
        if (closed) {
            progress.fail(closed());
        } else if (!progress.isEnded()) {
            whenRoom(() -> pull(all, progress));
        }
    }

    private void fetch(ReadStream<Submission> all, Progress progress) {
        if (closed) {
            progress.fail(closed());
        } else if (!progress.isEnded()) {
            var unused = all.fetch(1);
        }
    }

    private void whenRoom(Runnable step) {
        if (closed || room.hasHalf()) {
            step.run();
        } else {
            waitingForRoom.addLast(step);
        }
    }

    private Future<Answer.Taken> ask(Submission submission) {
        if (!room.take(submission.size())) {
            return Future.failedFuture(BatchJson.refusedHere(
                    429, "/problems/too-many-requests", "This publisher has as many callbacks under way as it may."));
        }
        if (closed) {
            // Looked at only now: a close that comes later sees that there is something to wait for.
            room.release(submission.size());
            return Future.failedFuture(closed());
        }
        boolean own = submission.hasIdempotencyKey();
        Submission sent = own || !options.keyed() ? submission : submission.idempotencyKey(key());
        Pending pending = new Pending(sent, own || options.keyed(), System.nanoTime(), Promise.promise());
        messages.add(pending);
        return pending.answer().future();
    }

    private String key() {
        return keys + Long.toString(nextKey.getAndIncrement(), KEY_RADIX);
    }

    private static Refused closed() {
        return BatchJson.refusedHere(503, "/problems/unavailable", "This publisher is closed.");
    }

    private void settled(Pending pending, Answer answer) {
        room.release(pending.submission().size());
        try {
            if (answer instanceof Answer.Taken taken) {
                pending.answer().complete(taken);
            } else if (answer instanceof Answer.Not not) {
                pending.answer().fail(not.why());
            }
        } catch (RuntimeException broken) {
            // What somebody does with an answer must not keep the others from theirs; it is told as Vert.x tells what
            // handlers throw.
            context.runOnContext(now -> {
                throw broken;
            });
        }
        while (!waitingForRoom.isEmpty() && room.hasHalf()) {
            waitingForRoom.removeFirst().run();
        }
        completeWhenQuiet();
    }

    private void completeWhenQuiet() {
        if (closed && room.isEmpty()) {
            boolean unused = quiet.tryComplete();
        }
    }
}
