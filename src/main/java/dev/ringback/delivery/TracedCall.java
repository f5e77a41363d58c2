package dev.ringback.delivery;

import dev.ringback.domain.AddressGuard;
import dev.ringback.domain.AddressRule;
import dev.ringback.domain.Excerpt;
import dev.ringback.domain.Header;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.template.Origin;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call of a Test on its way, each step timed. Belongs to one event loop. */
final class TracedCall {
    private static final int LINE_BYTES_MAX = 4096;
    private static final int HEADER_BYTES_MAX = 16 * 1024;
    private static final int FINAL_STATUS_MIN = 200;

    private final SingleCalls home;
    private final Call call;
    private final Optional<SslContext> tls;
    private final Promise<Traced> promise = Promise.promise();
    private final Map<TestStep, Duration> timings = new EnumMap<>(TestStep.class);
    private final Buffer body = Buffer.buffer();
    private final long startedAt;
    private final long timer;
    private long stepAt;
    private String meanwhile = "while looking up the name";
    private boolean done;
    private boolean cut;
    private @Nullable NetSocketInternal socket;
    private @Nullable HttpResponse head;

    TracedCall(SingleCalls home, Call call, Optional<SslContext> tls) {
        this.home = home;
        this.call = call;
        this.tls = tls;
        this.startedAt = home.nanos();
        this.stepAt = startedAt;
        this.timer = home.vertx()
                .setTimer(
                        Math.max(1, call.timeout().toMillis()),
                        late -> finish(Faults.timedOut(call.timeout(), meanwhile)));
    }

    Future<Traced> begin() {
        String host = call.origin().host();
        Optional<InetAddress> literal = AddressRule.literal(host);
        if (literal.isPresent()) {
            found(List.of(literal.get()));
        } else if (AddressRule.looksNumeric(host)) {
            finish(Faults.unresolved(host, Optional.empty()));
        } else {
            home.names().resolve(host).onComplete(asked -> {
                took(TestStep.DNS);
                if (asked.succeeded() && !asked.result().isEmpty()) {
                    found(asked.result());
                } else {
                    finish(Faults.unresolved(host, Optional.ofNullable(asked.cause())));
                }
            });
        }
        return promise.future();
    }

    private void found(List<InetAddress> addresses) {
        AddressGuard guard =
                call.trusted() ? AddressGuard.OFF : home.limits().reach().guard();
        if (addresses.stream().anyMatch(guard::forbids)) {
            finish(Outcome.failed(
                    OutcomeKind.FORBIDDEN_ADDRESS,
                    Faults.forbidden(call.origin().host())));
        } else if (!done) {
            meanwhile = "while connecting";
            connect(addresses, 0);
        }
    }

    private void connect(List<InetAddress> addresses, int at) {
        SocketAddress address = Route.pinned(addresses.get(at), call.origin().port());
        home.client().connect(address).onComplete(opened -> {
            if (opened.succeeded()) {
                connected((NetSocketInternal) opened.result());
            } else if (at + 1 < addresses.size() && Faults.isUnreachable(opened.cause()) && !done) {
                connect(addresses, at + 1);
            } else {
                unconnected(opened.cause());
            }
        });
    }

    private void unconnected(Throwable cause) {
        finish(Faults.ofConnecting(call.origin(), cause, home.limits().connectTimeout()));
    }

    private void connected(NetSocketInternal opened) {
        took(TestStep.CONNECT);
        socket = opened;
        if (done) {
            closeSocket();
            return;
        }
        opened.messageHandler(this::read);
        opened.exceptionHandler(this::broken);
        opened.closeHandler(closed -> broken(new ClosedChannelException()));
        if (tls.isEmpty()) {
            send(opened);
        } else {
            secure(opened, tls.get());
        }
    }

    private void secure(NetSocketInternal opened, SslContext context) {
        meanwhile = "in the TLS handshake";
        Origin origin = call.origin();
        SslHandler handler =
                context.newHandler(opened.channelHandlerContext().alloc(), Route.peer(origin), origin.port());
        handler.setHandshakeTimeoutMillis(home.limits().connectTimeout().toMillis());
        opened.channelHandlerContext().pipeline().addFirst("tls", handler);
        handler.handshakeFuture().addListener(shaken -> {
            if (shaken.isSuccess()) {
                took(TestStep.TLS);
                send(opened);
            } else {
                unconnected(shaken.cause());
            }
        });
    }

    private void send(NetSocketInternal opened) {
        if (done) {
            return;
        }
        meanwhile = "waiting for the answer";
        FullHttpRequest request;
        try {
            request = request();
        } catch (IllegalArgumentException notAHeader) {
            finish(Faults.unsendable("a header has a character that HTTP does not allow"));
            return;
        }
        ChannelPipeline pipeline = opened.channelHandlerContext().pipeline();
        String last = opened.channelHandlerContext().name();
        pipeline.addBefore(last, "requests", new HttpRequestEncoder())
                .addBefore(
                        last,
                        "answers",
                        new HttpResponseDecoder(new HttpDecoderConfig()
                                .setMaxInitialLineLength(LINE_BYTES_MAX)
                                .setMaxHeaderSize(HEADER_BYTES_MAX)))
                .addBefore(last, "interim", new InterimAnswers());
        stepAt = home.nanos();
        opened.writeMessage(request).onFailure(this::broken);
    }

    private FullHttpRequest request() {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(call.request().method().name()),
                call.request().wireTarget(),
                Unpooled.wrappedBuffer(call.request().body()));
        request.headers().set(HttpHeaderNames.HOST, call.origin().authority());
        for (Header field : call.request().headers()) {
            if (!Call.isOfConnection(field.name())) {
                request.headers().add(field.name(), field.value());
            }
        }
        if (call.request().method().hasBody()) {
            request.headers().set(HttpHeaderNames.CONTENT_LENGTH, call.request().body().length);
        }
        return request;
    }

    private void read(Object message) {
        try {
            if (!done && message instanceof HttpObject part) {
                if (part.decoderResult().isFailure()) {
                    broken(part.decoderResult().cause());
                } else {
                    read(part);
                }
            }
        } finally {
            boolean unused = ReferenceCountUtil.release(message);
        }
    }

    private void read(HttpObject part) {
        if (part instanceof HttpResponse answer) {
            took(TestStep.FIRST_BYTE);
            head = answer;
            meanwhile = "reading the answer";
            if (answer.status().code() < FINAL_STATUS_MIN) {
                finish(Outcome.failed(OutcomeKind.BROKEN, "the receiver wanted to speak another protocol (101)"));
            } else if (answer.status().code() > Link.STATUS_MAX) {
                broken(new IllegalStateException("the status " + answer.status().code()));
            }
        }
        if (part instanceof HttpContent content) {
            int room = home.limits().answerBytesMax() - body.length();
            int length = content.content().readableBytes();
            byte[] bytes = new byte[Math.min(room, length)];
            content.content().getBytes(content.content().readerIndex(), bytes);
            body.appendBytes(bytes);
            cut = length > room;
            if (cut || part instanceof LastHttpContent) {
                answered();
            }
        }
    }

    private void answered() {
        HttpResponse answer = head;
        if (answer != null) {
            // Which wait it asks for is a matter of the verdict.
            int status = answer.status().code();
            Outcome outcome = Outcome.answered(
                    status, home.retryAfter(answer.headers().get(HttpHeaderNames.RETRY_AFTER)), Excerpt.NONE);
            finish(call.required()
                    .flatMap(check -> check.faultOf(status, body.getBytes(), !cut))
                    .map(outcome::lacking)
                    .orElse(outcome));
        }
    }

    private void broken(Throwable cause) {
        HttpResponse answer = head;
        cut = cut || answer != null;
        finish(Faults.ofExchange(
                call.origin(), cause, answer == null ? 0 : answer.status().code()));
    }

    private void took(TestStep step) {
        if (!done) {
            long now = home.nanos();
            timings.put(step, Duration.ofNanos(now - stepAt));
            stepAt = now;
        }
    }

    private void finish(Outcome outcome) {
        if (done) {
            return;
        }
        stepAt = startedAt;
        took(TestStep.TOTAL);
        done = true;
        boolean unused = home.vertx().cancelTimer(timer);
        closeSocket();
        promise.complete(new Traced(outcome, answer(), timings));
    }

    private Optional<Traced.Answer> answer() {
        return Optional.ofNullable(head)
                .map(answer -> new Traced.Answer(
                        answer.status().code(),
                        answer.status().reasonPhrase(),
                        answer.headers().entries().stream()
                                .map(field -> new Header(field.getKey(), field.getValue(), false))
                                .toList(),
                        body.getBytes(),
                        cut));
    }

    /** Vert.x's own close would first wait until all is written. */
    private void closeSocket() {
        NetSocketInternal open = socket;
        if (open != null) {
            var unused = open.channelHandlerContext().close();
        }
    }
}
