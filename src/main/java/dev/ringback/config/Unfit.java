package dev.ringback.config;

/**
 * A text that is no value of its kind. The fault does not repeat the text, as that may be a secret; it is empty when
 * there is nothing to add to what was expected.
 */
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
