package dev.ringback.store;

/** The contract of lines in memory. */
class MemoryOrderedTest implements OrderedContract {
    private final StoreWorld world = new MemoryStoreWorld();

    @Override
    public StoreWorld world() {
        return world;
    }
}
