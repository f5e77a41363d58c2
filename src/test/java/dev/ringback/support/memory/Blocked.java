package dev.ringback.support.memory;

/** Ends an execution that met a row another statement holds: it is executed again when that one has ended. Not a failure. */
final class Blocked extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Statement by;

    Blocked(Statement by) {
        super("waits for " + by.name(), null, false, false);
        this.by = by;
    }

    Statement by() {
        return by;
    }
}
