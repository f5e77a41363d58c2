package dev.ringback.client;

import io.vertx.core.Handler;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbered submissions, of which it gives as many as were fetched, at once and on the caller's thread. */
final class PulledStream implements ReadStream<Submission> {
    private final int size;
    private final AtomicInteger given = new AtomicInteger();
    private Handler<Submission> handler = none -> {};
    private Handler<Void> end = none -> {};

    PulledStream(int size) {
        this.size = size;
    }

    int given() {
        return given.get();
    }

    @Override
    public PulledStream fetch(long amount) {
        for (long i = 0; i < amount && given.get() < size; i++) {
            handler.handle(PublisherTest.number(given.getAndIncrement()));
        }
        if (given.get() == size) {
            end.handle(null);
        }
        return this;
    }

    @Override
    public PulledStream handler(Handler<Submission> next) {
        handler = next;
        return this;
    }

    @Override
    public PulledStream endHandler(Handler<Void> next) {
        end = next;
        return this;
    }

    @Override
    public PulledStream exceptionHandler(Handler<Throwable> next) {
        return this;
    }

    @Override
    public PulledStream pause() {
        return this;
    }

    @Override
    public PulledStream resume() {
        return fetch(Long.MAX_VALUE);
    }
}
