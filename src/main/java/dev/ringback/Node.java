package dev.ringback;

import dev.ringback.config.Settings;

/** Stands where the node will be put together. */
final class Node {
    private Node() {}

    /** False when it did not come up; why has been said then. */
    static boolean start(Settings settings, boolean demo) {
        System.err.println("ringback: there is no node to start yet");
        return false;
    }
}
