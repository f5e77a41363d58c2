package dev.ringback.profile;

import dev.ringback.domain.ProfileId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All profiles at one moment. Immutable: a change makes a new one, which shares all but a 256th of the old, so that ten thousand
 * creations do not copy ten thousand entries each.
 */
public final class ProfileSnapshot {
    private static final int SHARDS = 256;
    public static final ProfileSnapshot EMPTY = new ProfileSnapshot(emptyShards(), 0);

    private final Map<ProfileId, CompiledProfile>[] shards;
    private final int size;

    private ProfileSnapshot(Map<ProfileId, CompiledProfile>[] shards, int size) {
        this.shards = shards;
        this.size = size;
    }

    public Optional<CompiledProfile> find(ProfileId id) {
        return Optional.ofNullable(shards[shardOf(id)].get(id));
    }

    public int size() {
        return size;
    }

    public void forEach(Consumer<CompiledProfile> step) {
        for (Map<ProfileId, CompiledProfile> shard : shards) {
            shard.values().forEach(step);
        }
    }

    ProfileSnapshot with(CompiledProfile profile) {
        Map<ProfileId, CompiledProfile> shard = new HashMap<>(shards[shardOf(profile.id())]);
        shard.put(profile.id(), profile);
        return swap(shardOf(profile.id()), shard);
    }

    ProfileSnapshot without(ProfileId id) {
        Map<ProfileId, CompiledProfile> shard = new HashMap<>(shards[shardOf(id)]);
        return shard.remove(id) == null ? this : swap(shardOf(id), shard);
    }

    private ProfileSnapshot swap(int place, Map<ProfileId, CompiledProfile> shard) {
        Map<ProfileId, CompiledProfile>[] next = shards.clone();
        next[place] = shard;
        return new ProfileSnapshot(next, size - shards[place].size() + shard.size());
    }

    private static int shardOf(ProfileId id) {
        int hash = id.value().hashCode();
        return (hash ^ hash >>> 8 ^ hash >>> 16 ^ hash >>> 24) & (SHARDS - 1);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type cannot be made otherwise.
    private static Map<ProfileId, CompiledProfile>[] emptyShards() {
        Map<ProfileId, CompiledProfile>[] shards = new Map[SHARDS];
        java.util.Arrays.fill(shards, Map.of());
        return shards;
    }
}
