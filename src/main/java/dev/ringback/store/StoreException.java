package dev.ringback.store;

import java.io.Serial;

/** What keeps the store from opening, told to whoever runs the node: the message says what is wrong and what to do. */
public final class StoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
