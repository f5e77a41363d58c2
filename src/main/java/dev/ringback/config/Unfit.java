package dev.ringback.config;

/** A text that is no value of its kind. The message says what is wrong with it without repeating it, as it may be a secret; it may be empty. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    Unfit(String fault) {
        super(fault, null, false, false);
    }

    String fault() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
