package dev.ringback.delivery;

import dev.ringback.domain.Method;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;

/**
 * One call of a receiver, ready to be sent: nothing in it is a template any more. {@code timeout} covers everything from the look-up of
 * the name to the end of the answer. {@code trusted} calls (to this node's own inbox) pass by the address guard. Of an answer with a
 * status in {@code unkept} nothing is kept but the status. The body of a GET or DELETE is empty.
 */
public record Call(
        Method method,
        Origin origin,
        String pathAndQuery,
        List<Field> headers,
        byte[] body,
        Duration timeout,
        boolean trusted,
        BitSet unkept) {

    /**
     * A header as it is sent. Those that say how the message lies on the connection are the connection's own; a field of such a name is
     * left out.
     */
    public record Field(String name, String value) {
        boolean isOfConnection() {
            return switch (name.length()) {
                case 2 -> name.equalsIgnoreCase("te");
                case 4 -> name.equalsIgnoreCase("host");
                case 6 -> name.equalsIgnoreCase("expect");
                case 7 -> name.equalsIgnoreCase("upgrade") || name.equalsIgnoreCase("trailer");
                case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
                case 14 -> name.equalsIgnoreCase("content-length");
                case 16 -> name.equalsIgnoreCase("proxy-connection");
                case 17 -> name.equalsIgnoreCase("transfer-encoding");
                default -> false;
            };
        }
    }
}
