package dev.ringback.store;

/** The ledger's contract in memory. */
class MemoryLedgerTest implements LedgerContract {
    private final StoreWorld world = new MemoryStoreWorld();

    @Override
    public StoreWorld world() {
        return world;
    }
}
