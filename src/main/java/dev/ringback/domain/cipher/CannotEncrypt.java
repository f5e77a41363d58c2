package dev.ringback.domain.cipher;

/** Ends the making of a request whose content cannot be encrypted: nothing is sent then. It names neither key nor content. */
public final class CannotEncrypt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public CannotEncrypt(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
