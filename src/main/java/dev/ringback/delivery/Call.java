package dev.ringback.delivery;

import dev.ringback.domain.AnswerCheck;
import dev.ringback.domain.template.Origin;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.tls.TlsMaterial;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;

/**
 * One call of a receiver. {@code timeout} covers everything from the look-up of the name to the end of the answer. {@code trusted} calls
 * (to this node's own inbox) pass by the address guard. Of an answer with a status in {@code unkept} nothing is kept but the
 * status. {@code tls} is empty for most: they have the usual.
 * {@code required} is what the answer must bring, for the few that need it.
 *
 * <p>Headers that say how the message lies on the connection, and {@code host}, are the connection's own: those of the request are left
 * out.
 */
public record Call(
        RenderedRequest request,
        Duration timeout,
        boolean trusted,
        BitSet unkept,
        Optional<TlsMaterial> tls,
        Optional<AnswerCheck> required) {
    public Call(RenderedRequest request, Duration timeout, boolean trusted, BitSet unkept) {
        this(request, timeout, trusted, unkept, Optional.empty(), Optional.empty());
    }

    Call with(RenderedRequest other) {
        return new Call(other, timeout, trusted, unkept, tls, required);
    }

    Origin origin() {
        return request.origin();
    }

    static boolean isOfConnection(String header) {
        return switch (header.length()) {
            case 2 -> header.equalsIgnoreCase("te");
            case 4 -> header.equalsIgnoreCase("host");
            case 6 -> header.equalsIgnoreCase("expect");
            case 7 -> header.equalsIgnoreCase("upgrade") || header.equalsIgnoreCase("trailer");
            case 10 -> header.equalsIgnoreCase("connection") || header.equalsIgnoreCase("keep-alive");
            case 14 -> header.equalsIgnoreCase("content-length");
            case 16 -> header.equalsIgnoreCase("proxy-connection");
            case 17 -> header.equalsIgnoreCase("transfer-encoding");
            default -> false;
        };
    }
}
