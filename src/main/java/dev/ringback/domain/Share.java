package dev.ringback.domain;

/**
 * Divides a limit among equal parts so that the shares always add up to the limit, and the odd ones of different profiles fall on
 * different parts. A share may be 0: that part leaves the profile to the others.
 */
public final class Share {
    private Share() {}

    /** The share of part {@code index} of {@code parts}; {@code salt} differs from profile to profile. */
    public static int of(int total, int parts, int index, int salt) {
        int turn = Math.floorMod(index + Math.floorMod(salt, parts), parts);
        return total / parts + (turn < total % parts ? 1 : 0);
    }
}
