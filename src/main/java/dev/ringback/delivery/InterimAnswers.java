package dev.ringback.delivery;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Takes interim answers (1xx) out of what one connection reads: the answer itself comes after them.
 */
final class InterimAnswers extends ChannelInboundHandlerAdapter {
    private static final int SWITCHING_PROTOCOLS = 101;

    private boolean inside;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse answer && isInterim(answer)) {
            inside = true;
            ReferenceCountUtil.release(message);
        } else if (inside && message instanceof LastHttpContent) {
            inside = false;
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    /** 101 is final: nobody asked for another protocol. */
    static boolean isInterim(HttpResponse answer) {
        return answer.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && answer.status().code() != SWITCHING_PROTOCOLS
                && answer.decoderResult().isSuccess();
    }
}
