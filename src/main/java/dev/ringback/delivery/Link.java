package dev.ringback.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * One open connection to a receiver, at one address, that carries one call at a time over HTTP/1.1. Requests go out as bytes that are ready,
 * answers are read by Netty's decoder: on the path of every callback, what a client for all purposes does besides costs as much again.
 * Belongs to one event loop.
 */
final class Link extends ChannelInboundHandlerAdapter {
    private static final int LINE_BYTES_MAX = 4096;
    private static final int HEADER_BYTES_MAX = 16 * 1024;
    /** RFC 9112 has three digits; a number of more could be no outcome that is recorded. */
    static final int STATUS_MAX = 999;

    private final ChannelHandlerContext socket;
    private final Channel channel;
    private final Answers answers;
    private final SocketAddress address;
    private final Runnable closed;
    private @Nullable Exchange call;
    private boolean answered;
    private boolean ended;
    private boolean interim;
    private boolean closing;
    private boolean used;
    private long idleSince;

    private Link(ChannelHandlerContext socket, Answers answers, SocketAddress address, Runnable closed) {
        this.socket = socket;
        this.channel = socket.channel();
        this.answers = answers;
        this.address = address;
        this.closed = closed;
    }

    /** Takes over a connection, TLS and all. {@code closed} runs when it is no more. */
    static Link over(NetSocketInternal socket, SocketAddress address, Runnable closed) {
        ChannelHandlerContext own = socket.channelHandlerContext();
        Answers answers = new Answers();
        Link link = new Link(own, answers, address, closed);
        own.pipeline().addBefore(own.name(), "answers", answers).addBefore(own.name(), "link", link);
        if (!link.channel.isActive()) {
            link.gone();
        }
        return link;
    }

    private static final class Answers extends HttpResponseDecoder {
        Answers() {
            super(new HttpDecoderConfig()
                    .setMaxInitialLineLength(LINE_BYTES_MAX)
                    .setMaxHeaderSize(HEADER_BYTES_MAX));
        }

        /** Whether bytes came that are no part of what was read so far. */
        boolean hasMore() {
            return actualReadableBytes() > 0;
        }
    }

    /** Sends the request of a call, which is told what comes back. */
    void send(Exchange next, ByteBuf request) {
        used = true;
        answered = false;
        call = next;
        if (closing || !channel.isActive()) {
            request.release();
            broken(new ClosedChannelException());
        } else {
            var unused = socket.writeAndFlush(request, socket.voidPromise());
        }
    }

    SocketAddress address() {
        return address;
    }

    ByteBufAllocator allocator() {
        return socket.alloc();
    }

    /** Whether an earlier call went over it, so that the receiver may have closed it meanwhile. */
    boolean isUsed() {
        return used;
    }

    /** Whether the next call may go over it. One with unsent bytes would hold that call back. */
    boolean isFit() {
        return !closing && channel.isActive() && channel.isWritable();
    }

    long idleSince() {
        return idleSince;
    }

    void idleSince(long tick) {
        idleSince = tick;
    }

    /** Closes at once, whatever is still unsent; the call on it is not told. */
    void close() {
        closing = true;
        call = null;
        ended = false;
        // Not the channel's own close: Vert.x's handler first waits until all is written, and a receiver that does not
        // read
        // would keep it open.
        var unused = socket.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpObject part) {
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
        if (part instanceof HttpResponse head) {
            head(head);
        }
        if (part instanceof HttpContent content) {
            boolean last = part instanceof LastHttpContent;
            if (interim) {
                interim = !last;
            } else if (call != null && answered && !ended) {
                call.read(content.content());
                ended = last && call != null;
            }
        }
    }

    private void head(HttpResponse head) {
        interim = InterimAnswers.isInterim(head);
        if (interim) {
            return;
        }
        if (call == null || answered) {
            // Nobody asked: taken for the answer to the next call it would be that of another.
            closing = true;
            if (call == null) {
                close();
            }
            return;
        }
        if (head.protocolVersion().majorVersion() != 1) {
            broken(new IllegalStateException(head.protocolVersion().text()));
            return;
        }
        if (head.status().code() > STATUS_MAX) {
            broken(new IllegalStateException("the status " + head.status().code()));
            return;
        }
        answered = true;
        closing |= !HttpUtil.isKeepAlive(head);
        call.answered(head);
    }

    /** Not before all that came at once is read: what comes after the answer must not be met by the next call. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        // Also the beginning of an answer that nobody asked for, which is no message yet.
        closing |= (call == null || ended) && answers.hasMore();
        end();
        if (closing && call == null) {
            close();
        }
        context.fireChannelReadComplete();
    }

    private void end() {
        Exchange done = call;
        if (ended && done != null) {
            ended = false;
            call = null;
            done.ended();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone();
        context.fireChannelInactive();
    }

    private void gone() {
        closing = true;
        end();
        broken(new ClosedChannelException());
        closed.run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broken(cause);
        close();
    }

    private void broken(Throwable cause) {
        Exchange on = call;
        call = null;
        ended = false;
        closing = true;
        if (on != null) {
            on.broken(cause);
        }
    }
}
