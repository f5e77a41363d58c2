package dev.ringback.support.memory;

/** The strengths of PostgreSQL's row locks that our statements use. */
enum Lock {
    /** `for key share`: the licence to write. Any number at once, also beside a beat. */
    KEY_SHARE,
    /** An update that leaves the key alone, as a beat is. */
    NO_KEY_UPDATE,
    /** `for update`, a delete, an insert. */
    UPDATE;

    boolean conflicts(Lock other) {
        return this == UPDATE || other == UPDATE || this == NO_KEY_UPDATE && other == NO_KEY_UPDATE;
    }
}
