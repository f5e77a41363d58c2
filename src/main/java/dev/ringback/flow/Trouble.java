package dev.ringback.flow;

/** What keeps the store from doing what a stage asked: ours, passing, and never the caller's fault. Carries no stack: it is no bug. */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    public Trouble(Kind kind, String words) {
        super(words, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public static Kind kindOf(Throwable failure) {
        return failure instanceof Trouble trouble ? trouble.kind : Kind.UNAVAILABLE;
    }

    /** What is known of the statement that failed. */
    public enum Kind {
        /** Nothing of it was done. */
        UNAVAILABLE,
        /** It may have been done: the connection was lost before the answer. */
        FATE_UNKNOWN,
        /** Nothing of it was done, and nothing will: another node has taken over what this run of the node held. */
        FENCED,
        /** The database refuses one of its rows (SQLSTATE class 22 or 23); nothing of it was done. */
        ROW_REFUSED
    }
}
