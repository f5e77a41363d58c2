package dev.ringback.domain.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Pulls one JSON text apart where it lies, strictly by RFC 8259, and throws {@link JsonFault} at the first byte that is wrong. Whatever
 * it has gone past is valid, so the bytes between two positions can be kept as they are. It copies nothing unless asked for a string.
 *
 * <p>The caller takes each value exactly once, by entering, reading or skipping it. Between values {@link #position()} is the start of the
 * next one; right after a value it is the value's end. A name may stand twice in an object, as the RFC allows: both are handed out in
 * their order, and who looks a name up takes the last. A top-level text is complete only when {@link #end()} has passed.
 */
public final class JsonCursor {
    /** Objects and arrays within each other; deeper text is refused. */
    public static final int MAX_DEPTH = 128;

    private final long[] objects = new long[MAX_DEPTH / Long.SIZE];
    private byte[] bytes = {};
    private int start;
    private int to;
    private int at;
    private int depth;
    private boolean first;
    private int textFrom;
    private int textTo;
    private int nameFrom;
    private int nameTo;

    public JsonCursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public JsonCursor(byte[] bytes, int from, int to) {
        reset(bytes, from, to);
    }

    /** Starts over with another text, so that one cursor can serve an event loop. */
    public void reset(byte[] text, int from, int end) {
        bytes = text;
        start = from;
        at = from;
        to = end;
        depth = 0;
        first = false;
        skipSpace();
    }

    /** An index into the array that was given. */
    public int position() {
        return at;
    }

    public JsonKind peek() {
        if (at == to) {
            throw expected("a value");
        }
        return switch (bytes[at]) {
            case '{' -> JsonKind.OBJECT;
            case '[' -> JsonKind.ARRAY;
            case '"' -> JsonKind.STRING;
            case 't' -> JsonKind.TRUE;
            case 'f' -> JsonKind.FALSE;
            case 'n' -> JsonKind.NULL;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> JsonKind.NUMBER;
            default -> throw expected("a value");
        };
    }

    public void enterObject() {
        enter('{', "an object");
        objects[(depth - 1) >> 6] |= 1L << (depth - 1);
    }

    /** Goes to the next member's value, or leaves the object and says no. */
    public boolean nextMember() {
        if (leaves('}')) {
            return false;
        }
        if (at == to || bytes[at] != '"') {
            throw expected("a member name in quotes");
        }
        scanString();
        nameFrom = textFrom;
        nameTo = textTo;
        skipSpace();
        if (at == to || bytes[at] != ':') {
            throw expected("':'");
        }
        at++;
        skipSpace();
        return true;
    }

    /** Whether the member's name is that, given in UTF-8; escapes in it are seen through. */
    public boolean nameIs(byte[] name) {
        if (Arrays.equals(bytes, nameFrom, nameTo, name, 0, name.length)) {
            return JsonText.escapeFrom(name, 0, name.length) == name.length;
        }
        return nameTo - nameFrom > name.length
                && JsonText.escapeFrom(bytes, nameFrom, nameTo) < nameTo
                && name().equals(new String(name, UTF_8));
    }

    public String name() {
        return JsonText.decode(bytes, nameFrom, nameTo);
    }

    public void enterArray() {
        enter('[', "an array");
        objects[(depth - 1) >> 6] &= ~(1L << (depth - 1));
    }

    /** Goes to the next element, or leaves the array and says no. */
    public boolean nextElement() {
        return !leaves(']');
    }

    public String string() {
        if (at == to || bytes[at] != '"') {
            throw expected("a string");
        }
        scanString();
        return JsonText.decode(bytes, textFrom, textTo);
    }

    /** The number as it is written: how much of it fits where is the caller's to say. */
    public String number() {
        int from = at;
        if (at == to || peek() != JsonKind.NUMBER) {
            throw expected("a number");
        }
        scanScalar(JsonKind.NUMBER);
        return new String(bytes, from, at - from, ISO_8859_1);
    }

    /** Takes {@code true} or {@code false}. */
    public boolean truth() {
        JsonKind kind = peek();
        if (kind != JsonKind.TRUE && kind != JsonKind.FALSE) {
            throw expected("true or false");
        }
        scanScalar(kind);
        return kind == JsonKind.TRUE;
    }

    /** Goes past the whole value, and checks it. */
    public void skip() {
        int outside = depth;
        do {
            JsonKind kind = peek();
            if (kind == JsonKind.OBJECT) {
                enterObject();
            } else if (kind == JsonKind.ARRAY) {
                enterArray();
            } else {
                scanScalar(kind);
            }
        } while (!isPast(outside));
    }

    /** Nothing but white space may be left. */
    public void end() {
        skipSpace();
        if (at < to) {
            throw expected("nothing more");
        }
    }

    private void enter(char bracket, String what) {
        if (at == to || bytes[at] != bracket) {
            throw expected(what);
        }
        if (depth == MAX_DEPTH) {
            throw new JsonFault("nested more than " + MAX_DEPTH + " deep", at - start);
        }
        at++;
        depth++;
        first = true;
    }

    /** Ends what ends here; says whether nothing entered is left open. */
    private boolean isPast(int outside) {
        while (depth > outside) {
            if (inObject() ? nextMember() : nextElement()) {
                return false;
            }
        }
        return true;
    }

    private boolean inObject() {
        return (objects[(depth - 1) >> 6] & 1L << (depth - 1)) != 0;
    }

    /** Takes the closing bracket, or the comma that must stand before everything but the first. */
    private boolean leaves(char bracket) {
        skipSpace();
        if (at < to && bytes[at] == bracket) {
            at++;
            depth--;
            first = false;
            return true;
        }
        if (!first) {
            if (at == to || bytes[at] != ',') {
                throw expected("',' or '" + bracket + "'");
            }
            at++;
            skipSpace();
        }
        first = false;
        return false;
    }

    private void skipSpace() {
        while (at < to) {
            byte b = bytes[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return;
            }
            at++;
        }
    }

    private void scanScalar(JsonKind kind) {
        switch (kind) {
            case STRING -> scanString();
            case NUMBER -> at = JsonScan.number(bytes, at, to, start);
            case TRUE -> at = JsonScan.word("true", bytes, at, to, start);
            case FALSE -> at = JsonScan.word("false", bytes, at, to, start);
            default -> at = JsonScan.word("null", bytes, at, to, start);
        }
    }

    private void scanString() {
        textFrom = at + 1;
        at = JsonScan.string(bytes, at, to, start);
        textTo = at - 1;
    }

    private JsonFault expected(String what) {
        return new JsonFault("expected " + what + (at < to ? "" : " but the text ends"), at - start);
    }
}
