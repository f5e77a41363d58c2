package dev.ringback.client;

/** A callback was not accepted, as far as is known. {@link #code()} is the HTTP status that {@code POST /v1/callbacks} would have answered. */
public abstract sealed class NotAccepted extends RuntimeException permits Refused, Unanswered {
    private static final long serialVersionUID = 1;

    private final int code;

    NotAccepted(int code, String words) {
        super(words, null, false, false);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
