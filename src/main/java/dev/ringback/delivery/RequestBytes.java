package dev.ringback.delivery;

import dev.ringback.domain.Header;
import dev.ringback.domain.template.RenderedRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes requests as RFC 9112 has them on the wire, in one buffer each. What could end a line or a name early is refused, so that a header
 * never becomes two, and a request never another. Used from one event loop.
 */
final class RequestBytes {
    private static final int KEPT_MAX = 64 * 1024;
    private static final int DIGITS_MAX = 10;
    private static final byte[] VERSION = ascii(" HTTP/1.1\r\nhost: ");
    private static final byte[] LENGTH = ascii("content-length: ");
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = 0; c < TOKEN.length; c++) {
            TOKEN[c] = Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
        }
    }

    private byte[] bytes = new byte[4096];
    private int length;

    /** A name or a value has a character that HTTP does not allow there. */
    static final class NotAHeader extends Exception {
        private static final long serialVersionUID = 1L;

        NotAHeader() {
            super("a header has a character that HTTP does not allow", null, false, false);
        }
    }

    /** The buffer is the caller's to release. */
    ByteBuf of(RenderedRequest request, String authority, ByteBufAllocator allocator) throws NotAHeader {
        length = 0;
        line(request, authority);
        List<Header> fields = request.headers();
        for (int i = 0; i < fields.size(); i++) {
            Header field = fields.get(i);
            if (!Call.isOfConnection(field.name())) {
                field(field);
            }
        }
        byte[] body = request.body();
        if (request.method().hasBody()) {
            put(LENGTH);
            number(body.length);
            lineEnd();
        }
        lineEnd();
        ByteBuf buffer = allocator.directBuffer(length + body.length);
        buffer.writeBytes(bytes, 0, length);
        if (request.method().hasBody()) {
            buffer.writeBytes(body);
        }
        if (bytes.length > KEPT_MAX) {
            bytes = new byte[KEPT_MAX];
        }
        return buffer;
    }

    private void line(RenderedRequest request, String authority) throws NotAHeader {
        text(request.method().name());
        room(1);
        bytes[length++] = ' ';
        text(request.wireTarget());
        put(VERSION);
        text(authority);
        lineEnd();
    }

    private void field(Header field) throws NotAHeader {
        String name = field.name();
        room(name.length() + 2);
        if (name.isEmpty()) {
            throw new NotAHeader();
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= TOKEN.length || !TOKEN[c]) {
                throw new NotAHeader();
            }
            bytes[length++] = (byte) c;
        }
        bytes[length++] = ':';
        bytes[length++] = ' ';
        text(field.value());
        lineEnd();
    }

    /** One byte for each character: so values are rendered. */
    private void text(String text) throws NotAHeader {
        int size = text.length();
        room(size);
        byte[] to = bytes;
        int at = length;
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c > 0xff || c == 0x7f || (c < ' ' && c != '\t')) {
                throw new NotAHeader();
            }
            to[at++] = (byte) c;
        }
        length = at;
    }

    private void number(int number) {
        room(DIGITS_MAX);
        int end = length + digits(number);
        int rest = number;
        for (int at = end - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length = end;
    }

    private static int digits(int number) {
        int digits = 1;
        for (int rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void put(byte[] some) {
        room(some.length);
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
    }

    private void lineEnd() {
        room(2);
        bytes[length++] = '\r';
        bytes[length++] = '\n';
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
