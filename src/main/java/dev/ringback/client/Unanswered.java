package dev.ringback.client;

/**
 * No node has answered, so the callback may or may not have been accepted. It can be asked for again without being doubled when it has an
 * idempotency key of your own; with one that the {@link Publisher} made, only the publisher could, and it has given up.
 */
public final class Unanswered extends NotAccepted {
    private static final long serialVersionUID = 1;

    Unanswered(String words) {
        super(503, words);
    }
}
