package dev.ringback.delivery;

import dev.ringback.domain.Excerpt;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.RetryAfter;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way: from the addresses over the connection to the end of the answer. A used connection that ends before the answer
 * begins was most likely closed by the receiver while it lay idle; the call is then sent once more, at once, on a new one. The receiver may
 * see it twice, as after any retry. An answer that is still being read when the time is up is a timeout, whatever its status.
 */
final class Exchange implements Handler<Long> {
    private static final String RESOLVING = "while looking up the name";
    private static final String CONNECTING = "while connecting";
    private static final String WAITING = "waiting for the answer";
    private static final String READING = "reading the answer";

    private static final int FINAL_STATUS_MIN = 200;

    private final HttpReceivers home;
    private final Route route;
    private final Call call;
    private final Promise<Outcome> promise = Promise.promise();
    private final long timer;
    private String phase = RESOLVING;
    private boolean done;
    private boolean resendable;
    private @Nullable Link link;
    private @Nullable AnswerText text;
    private Optional<Duration> retryAfter = Optional.empty();
    private int status;
    private int bytesRead;

    Exchange(HttpReceivers home, Route route, Call call) {
        this.home = home;
        this.route = route;
        this.call = call;
        this.timer = home.startTimer(call.timeout(), this);
    }

    Future<Outcome> outcome() {
        return promise.future();
    }

    /** The time is up. */
    @Override
    public void handle(Long timerId) {
        abandon(Faults.timedOut(call.timeout(), phase));
    }

    /** The addresses are known now, or that there are none. */
    void begin() {
        if (done) {
            return;
        }
        Optional<Outcome> refusal = route.refusal();
        if (refusal.isPresent()) {
            finish(refusal.get());
            return;
        }
        Link idle = route.take();
        if (idle == null) {
            connect(route.addresses(), 0);
        } else {
            home.taken();
            send(idle);
        }
    }

    private void connect(List<SocketAddress> addresses, int at) {
        phase = CONNECTING;
        home.open(route, addresses.get(at)).onComplete(opened -> {
            if (opened.succeeded()) {
                connected(opened.result());
            } else if (!done) {
                Throwable cause = opened.cause();
                if (at + 1 < addresses.size() && Faults.isUnreachable(cause)) {
                    connect(addresses, at + 1);
                } else {
                    finish(Faults.ofConnecting(
                            route.origin(), cause, home.limits().connectTimeout()));
                }
            }
        });
    }

    private void connected(Link opened) {
        route.prefer(opened.address());
        if (done) {
            home.give(route, opened);
        } else {
            send(opened);
        }
    }

    private void send(Link over) {
        link = over;
        phase = WAITING;
        resendable = over.isUsed();
        try {
            over.send(this, home.bytes().of(call.request(), route.authority(), over.allocator()));
        } catch (RequestBytes.NotAHeader unsendable) {
            link = null;
            home.give(route, over);
            finish(Faults.unsendable(String.valueOf(unsendable.getMessage())));
        }
    }

    /** The head of the answer is there. */
    void answered(HttpResponse answer) {
        phase = READING;
        status = answer.status().code();
        if (status < FINAL_STATUS_MIN) {
            abandon(Outcome.failed(OutcomeKind.BROKEN, "the receiver wanted to speak another protocol (101)"));
            return;
        }
        String wait = answer.headers().get(HttpHeaderNames.RETRY_AFTER);
        if (wait != null) {
            retryAfter = RetryAfter.of(wait, home.now());
        }
        if (!call.unkept().get(status)) {
            // Who requires an answer reads it: all that is read of it is kept then.
            text = new AnswerText(
                    answer,
                    call.required().isPresent()
                            ? home.limits().answerBytesMax()
                            : home.limits().excerptBytesMax());
        }
    }

    /** A part of its body. */
    void read(ByteBuf chunk) {
        bytesRead += chunk.readableBytes();
        if (text != null) {
            text.add(chunk);
        }
        if (bytesRead > home.limits().answerBytesMax()) {
            abandon(answer());
        }
    }

    /** The answer is whole, and the connection free. */
    void ended() {
        Link over = link;
        link = null;
        if (over != null) {
            home.give(route, over);
        }
        finish(answer());
    }

    /** The connection broke, or what came over it is no HTTP. */
    void broken(Throwable cause) {
        if (done) {
            return;
        }
        if (resendable
                && status == 0
                && Faults.isClosed(cause)
                && route.refusal().isEmpty()) {
            closeLink();
            connect(route.addresses(), 0);
        } else {
            abandon(Faults.ofExchange(route.origin(), cause, status));
        }
    }

    private Outcome answer() {
        AnswerText kept = text;
        if (kept == null) {
            return Outcome.answered(status, retryAfter, Excerpt.NONE);
        }
        Outcome outcome = Outcome.answered(status, retryAfter, kept.excerpt());
        return call.required()
                .flatMap(check -> check.faultOf(status, kept.body(), kept.isWhole(bytesRead)))
                .map(outcome::lacking)
                .orElse(outcome);
    }

    /** Ends it with a connection that cannot be used again. */
    private void abandon(Outcome outcome) {
        if (!done) {
            done = true;
            closeLink();
            done = false;
            finish(outcome);
        }
    }

    private void closeLink() {
        Link over = link;
        link = null;
        if (over != null) {
            over.close();
        }
    }

    private void finish(Outcome outcome) {
        done = true;
        home.cancelTimer(timer);
        promise.complete(outcome);
    }
}
