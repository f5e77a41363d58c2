package dev.ringback.store;

/** The backlog's contract in memory. */
class MemoryBacklogTest implements BacklogContract {
    private final StoreWorld world = new MemoryStoreWorld();

    @Override
    public StoreWorld world() {
        return world;
    }
}
