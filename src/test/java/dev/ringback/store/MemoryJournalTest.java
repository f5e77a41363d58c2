package dev.ringback.store;

/** The journal's contract in memory. */
class MemoryJournalTest implements JournalContract {
    private final StoreWorld world = new MemoryStoreWorld();

    @Override
    public StoreWorld world() {
        return world;
    }
}
