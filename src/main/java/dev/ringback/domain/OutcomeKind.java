package dev.ringback.domain;

/** What an attempt told us. The code is what the store keeps; the word is what the API says. */
public enum OutcomeKind {
    /** No HTTP try was made: skipped, cancelled, expired. */
    NONE(0, "none"),
    /** The receiver answered with a status; whether that is delivered, the success rule says. */
    ANSWERED(1, "answered"),
    TIMED_OUT(2, "timed_out"),
    UNRESOLVED(3, "unresolved"),
    UNREACHABLE(4, "unreachable"),
    TLS_FAILED(5, "tls_failed"),
    /** The connection broke, or what came was not HTTP. */
    BROKEN(6, "broken"),
    FORBIDDEN_ADDRESS(7, "forbidden_address"),
    /** The request could not be made from this data. */
    UNRENDERABLE(8, "unrenderable"),
    /** The token server gave no token, so the receiver was not called. */
    NO_TOKEN(9, "no_token");

    private final short code;
    private final String word;

    OutcomeKind(int code, String word) {
        this.code = (short) code;
        this.word = word;
    }

    public short code() {
        return code;
    }

    public String word() {
        return word;
    }

    public static OutcomeKind of(int code) {
        return values()[code];
    }
}
