package dev.ringback.intake;

/** A request as a whole was refused: none of it was accepted. */
final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RequestRefused(Refusal refusal) {
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    static RequestRefused invalid(String pointer, String detail) {
        return new RequestRefused(Refusal.invalid(pointer, detail));
    }

    Refusal refusal() {
        return refusal;
    }
}
