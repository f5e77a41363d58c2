package dev.ringback.domain.json;

/**
 * Text that is not JSON, or not the kind of value that was asked for. The message is fit to be shown to whoever sent the text. It has
 * no stack trace: it tells of the sender's mistake, and a flood of bad requests must stay cheap.
 */
public final class JsonFault extends RuntimeException {
    private final String what;
    private final int offset;

    JsonFault(String what, int offset) {
        super(what + " at byte " + offset, null, false, false);
        this.what = what;
        this.offset = offset;
    }

    /** The message without the place. */
    public String what() {
        return what;
    }

    /** Counted from 0, from where the cursor started. */
    public int offset() {
        return offset;
    }
}
