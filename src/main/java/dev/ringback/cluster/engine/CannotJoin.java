package dev.ringback.cluster.engine;

/** The cluster cannot be joined, for a reason that the settings or the machine have and words can tell. */
public final class CannotJoin extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotJoin(String words) {
        super(words);
    }

    CannotJoin(String words, Throwable cause) {
        super(words, cause);
    }
}
