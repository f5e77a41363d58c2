package dev.ringback.store;

/** The contract of refused rows in memory. */
class MemoryRefusalTest implements RefusalContract {
    private final StoreWorld world = new MemoryStoreWorld();

    @Override
    public StoreWorld world() {
        return world;
    }
}
