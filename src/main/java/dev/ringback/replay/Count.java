package dev.ringback.replay;

/** How many there are to repeat; at least so many when counting all would have cost too much. */
public record Count(int callbacks, boolean isAll) {}
