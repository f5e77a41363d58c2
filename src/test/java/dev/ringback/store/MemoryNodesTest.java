package dev.ringback.store;

/** The contract of nodes in memory. */
class MemoryNodesTest implements NodesContract {
    private final StoreWorld world = new MemoryStoreWorld();

    @Override
    public StoreWorld world() {
        return world;
    }
}
