package dev.ringback.crypto;

/** A public key that cannot be used; the message is a sentence without its subject, for whoever gave the key. */
public final class BadKey extends Exception {
    private static final long serialVersionUID = 1L;

    private final String fault;

    BadKey(String fault) {
        super(fault);
        this.fault = fault;
    }

    public String fault() {
        return fault;
    }
}
