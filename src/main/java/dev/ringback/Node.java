package dev.ringback;

import dev.ringback.config.Settings;

/** Stands where the node will be put together. */
final class Node {
    private Node() {}

    /** False when it did not come up; the log says why. */
    static boolean start(Settings settings, boolean demo) {
        return false;
    }
}
