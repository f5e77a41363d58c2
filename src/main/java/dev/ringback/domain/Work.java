package dev.ringback.domain;

/**
 * A callback in the hands of this node: the number its next attempt has (the first is 1), and whether a backlog row stands behind it
 * that this node has claimed.
 */
public record Work(Callback callback, int number, boolean claimed) {
    public static Work fresh(Callback callback) {
        return new Work(callback, 1, false);
    }
}
