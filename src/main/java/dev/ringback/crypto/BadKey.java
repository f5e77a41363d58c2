package dev.ringback.crypto;

/** A key that cannot be used, or is not there; the fault is a sentence without its subject, for whoever gives keys. */
public final class BadKey extends Exception {
    private static final long serialVersionUID = 1L;

    private final String fault;

    public BadKey(String fault) {
        super(fault);
        this.fault = fault;
    }

    public String fault() {
        return fault;
    }
}
