package dev.ringback.house.planted.store;

/** An adapter that a stage must not know. */
public final class PgWeeds {
    public int count() {
        return 0;
    }
}
