package dev.ringback.house.planted.client;

import dev.ringback.house.planted.store.PgWeeds;

/** A client that knows the rest of the program, and would miss it where it runs. */
public final class KnowingWeed {
    public int count() {
        return new PgWeeds().count();
    }
}
