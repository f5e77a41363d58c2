package dev.ringback.tls;

/** Ends the reading of a PEM text. It says nothing of what stood there, as that may be a key. */
final class BadPem extends Exception {
    private static final long serialVersionUID = 1L;

    BadPem(String predicate) {
        super(predicate, null, false, false);
    }

    String predicate() {
        return String.valueOf(getMessage());
    }
}
