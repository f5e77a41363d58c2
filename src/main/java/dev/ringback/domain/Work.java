package dev.ringback.domain;

/**
 * A callback in the hands of this node: the number its next attempt has (the first is 1), whether a backlog row stands behind it that
 * this node has claimed, and the hold to let go when it is settled.
 */
public record Work(Callback callback, int number, boolean claimed, Hold hold) {}
