package dev.ringback.bus;

/**
 * An address for messages that may be lost and that nobody waits for: losing one costs time, never a callback. Delivered to one consumer on
 * this node, by reference.
 */
public record Hint<M>(String address, Class<M> type) {}
