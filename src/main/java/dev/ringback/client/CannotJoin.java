package dev.ringback.client;

/** The cluster could not be joined, for a reason that words can tell. */
public final class CannotJoin extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotJoin(String words) {
        super(words);
    }

    CannotJoin(String words, Throwable cause) {
        super(words, cause);
    }
}
