package dev.ringback.store;

/** The contract of take-overs in memory. */
class MemoryTakeOverTest implements TakeOverContract {
    private final StoreWorld world = new MemoryStoreWorld();

    @Override
    public StoreWorld world() {
        return world;
    }
}
