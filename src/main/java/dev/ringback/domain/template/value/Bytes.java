package dev.ringback.domain.template.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** A growing row of bytes with an upper bound, used over and over by one event loop. */
public final class Bytes {
    private static final int KEPT = 64 * 1024;

    private final int max;
    private byte[] bytes = new byte[1024];
    private int size;

    public Bytes(int max) {
        this.max = max;
    }

    /** Starts over; a buffer that one large body blew up is not kept for ever. */
    public void clear() {
        size = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[KEPT];
        }
    }

    public int size() {
        return size;
    }

    public void put(int b) {
        reserve(1);
        bytes[size++] = (byte) b;
    }

    public void put(byte[] source) {
        put(source, 0, source.length);
    }

    public void put(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
    }

    /** The byte that many before the end, 1 being the last; 0 when there are not so many. */
    public byte last(int back) {
        return back <= size ? bytes[size - back] : 0;
    }

    /** Whether a byte from there on could not stand in a header's value. */
    public boolean hasControlFrom(int from) {
        for (int i = from; i < size; i++) {
            byte b = bytes[i];
            if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
                return true;
            }
        }
        return false;
    }

    /** Each byte as one character, as a request line or a header goes over the wire. */
    public String wireText(int from) {
        return new String(bytes, from, size - from, ISO_8859_1);
    }

    public byte[] copy(int from) {
        return Arrays.copyOfRange(bytes, from, size);
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            grow(more);
        }
    }

    private void grow(int more) {
        if (more > max - size) {
            throw new TooLarge();
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(max, Math.max(size + (long) more, bytes.length * 2L)));
    }

    /** Ends a rendering that outgrew its bound. It says nothing of where: it has no stack trace. */
    public static final class TooLarge extends RuntimeException {
        private TooLarge() {
            super("too large", null, false, false);
        }
    }
}
