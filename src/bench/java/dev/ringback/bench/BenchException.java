package dev.ringback.bench;

/** A benchmark cannot go on; the message is for whoever started it. */
final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message + ": " + cause, cause);
    }
}
