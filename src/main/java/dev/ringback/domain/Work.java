package dev.ringback.domain;

/**
 * A callback in the hands of this node: the number its next attempt has (the first is 1), how many of those before do not count for the
 * schedule as they ended in a final record from which the callback was retried, whether a backlog row stands behind it that this node has
 * claimed, and the hold to let go when it is settled.
 */
public record Work(Callback callback, int number, int triedBefore, boolean claimed, Hold hold) {
    /** One that was never retried by hand. */
    public Work(Callback callback, int number, boolean claimed, Hold hold) {
        this(callback, number, 0, claimed, hold);
    }

    /** The attempt's place in the retry schedule: a retry by hand begins it anew. */
    public int turn() {
        return number - triedBefore;
    }
}
