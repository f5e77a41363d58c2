package dev.ringback.store;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.ProfileId;
import dev.ringback.replay.CallbackChanges;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract of retry and cancel in PostgreSQL. */
class PgChangesIT implements ChangesContract {
    private static PgStoreWorld world;

    @BeforeAll
    static void open() {
        world = new PgStoreWorld(PgChangesIT.class);
    }

    @BeforeEach
    void clear() {
        world.clear();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Override
    public PgStoreWorld world() {
        return world;
    }

    @Override
    public CallbackChanges changes() {
        return world.changes();
    }

    @Override
    public void set(ProfileId id, String state) {
        world.profile(id, state);
    }

    @Override
    public void loseRow(CallbackId id) {
        world.run("delete from backlog where callback_id = '" + id.value() + "'");
    }

    @Override
    public void belate(CallbackId id, int number) {
        world.run("update backlog set number = " + number + " where callback_id = '" + id.value() + "'");
    }
}
