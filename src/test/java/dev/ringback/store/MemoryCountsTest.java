package dev.ringback.store;

/** The contract of counts in memory. */
class MemoryCountsTest implements CountsContract {
    private final StoreWorld world = new MemoryStoreWorld();

    @Override
    public StoreWorld world() {
        return world;
    }
}
