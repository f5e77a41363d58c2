package dev.ringback.client;

import java.time.Duration;

/**
 * Bounds of a {@link Publisher}.
 *
 * @param callbacksMax callbacks under way: asked for and not yet answered; beyond it {@code submit} refuses with 429, and {@code submitMany}, which
 *     keeps to half of it, takes no more until there is room
 * @param bytesMax the data of those
 * @param messageCallbacksMax callbacks in one message; the nodes' {@code intake.batch_callbacks_max} or less
 * @param messageBytesMax data in one message, when it has more than one callback; the nodes' {@code intake.batch_bytes_max} or less
 * @param messagesMax messages under way; while they are, the next gather
 * @param answerWithin how long a message waits for its answer before it is sent again or given up
 * @param patience how long a callback is asked for again and again, before it fails
 * @param keyed whether callbacks without an idempotency key are given one, so that they can be asked for again after no answer
 */
public record PublisherOptions(
        int callbacksMax,
        long bytesMax,
        int messageCallbacksMax,
        int messageBytesMax,
        int messagesMax,
        Duration answerWithin,
        Duration patience,
        boolean keyed) {
    /** 10,000 callbacks and 64 MiB under way, 500 and 1 MiB a message, 4 messages, 10 s for an answer, a minute of patience, keyed. */
    public static final PublisherOptions STANDARD = new PublisherOptions(
            10_000, 64 << 20, 500, 1 << 20, 4, Duration.ofSeconds(10), Duration.ofMinutes(1), true);

    public PublisherOptions {
        positive("callbacksMax", callbacksMax);
        positive("bytesMax", bytesMax);
        positive("messageCallbacksMax", messageCallbacksMax);
        positive("messageBytesMax", messageBytesMax);
        positive("messagesMax", messagesMax);
        positive("answerWithin", answerWithin.toMillis());
        positive("patience", patience.toMillis());
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive, and is " + value);
        }
    }

    public PublisherOptions withUnderWay(int callbacks, long bytes) {
        return new PublisherOptions(
                callbacks, bytes, messageCallbacksMax, messageBytesMax, messagesMax, answerWithin, patience, keyed);
    }

    public PublisherOptions withMessages(int messages, int callbacksInEach, int bytesInEach) {
        return new PublisherOptions(
                callbacksMax, bytesMax, callbacksInEach, bytesInEach, messages, answerWithin, patience, keyed);
    }

    public PublisherOptions withAnswerWithin(Duration time) {
        return new PublisherOptions(
                callbacksMax, bytesMax, messageCallbacksMax, messageBytesMax, messagesMax, time, patience, keyed);
    }

    public PublisherOptions withPatience(Duration time) {
        return new PublisherOptions(
                callbacksMax, bytesMax, messageCallbacksMax, messageBytesMax, messagesMax, answerWithin, time, keyed);
    }

    /** Callbacks stay without a key: nodes have less to do, and one that is not answered fails at once, perhaps accepted. */
    public PublisherOptions withoutKeys() {
        return new PublisherOptions(
                callbacksMax,
                bytesMax,
                messageCallbacksMax,
                messageBytesMax,
                messagesMax,
                answerWithin,
                patience,
                false);
    }
}
