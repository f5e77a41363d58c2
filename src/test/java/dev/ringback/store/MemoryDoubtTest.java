package dev.ringback.store;

/** The contract of statements of unknown fate in memory. */
class MemoryDoubtTest implements DoubtContract {
    private final StoreWorld world = new MemoryStoreWorld();

    @Override
    public StoreWorld world() {
        return world;
    }
}
