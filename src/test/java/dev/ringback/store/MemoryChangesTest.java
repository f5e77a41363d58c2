package dev.ringback.store;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileState;
import dev.ringback.replay.CallbackChanges;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The contract of retry and cancel in memory. */
class MemoryChangesTest implements ChangesContract {
    private final MemoryStoreWorld world = new MemoryStoreWorld();
    private final Map<ProfileId, ProfileState> profiles = new HashMap<>();

    @Override
    public StoreWorld world() {
        return world;
    }

    @Override
    public CallbackChanges changes() {
        return world.changes(id -> Optional.ofNullable(profiles.get(id)));
    }

    @Override
    public void set(ProfileId id, String state) {
        profiles.remove(id);
        for (ProfileState one : ProfileState.values()) {
            if (one.word().equals(state)) {
                profiles.put(id, one);
            }
        }
    }

    @Override
    public void loseRow(CallbackId id) {
        world.loseRow(id);
    }

    @Override
    public void belate(CallbackId id, int number) {
        world.belate(id, number);
    }
}
