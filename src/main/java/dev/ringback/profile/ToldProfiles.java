package dev.ringback.profile;

import dev.ringback.audit.Change;
import dev.ringback.bus.Between;
import dev.ringback.bus.Topics;
import dev.ringback.bus.Topics.ProfileChanged;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store whose changes are told to the other nodes over the bus as well, once they are made. */
public record ToldProfiles(ProfileStore store, Between between) implements ProfileStore {
    @Override
    public Future<Void> insert(KeptProfile profile, Change change) {
        return store.insert(profile, change).onSuccess(done -> tell(profile.id()));
    }

    @Override
    public Future<Optional<KeptProfile>> read(AccountId account, ProfileId id) {
        return store.read(account, id);
    }

    @Override
    public Future<List<KeptProfile>> readAll(Collection<ProfileId> ids) {
        return store.readAll(ids);
    }

    @Override
    public Future<Map<ProfileId, Long>> versions() {
        return store.versions();
    }

    @Override
    public Future<List<KeptProfile>> list(
            AccountId account, ProfileFilter filter, Optional<ProfileId> before, int limit) {
        return store.list(account, filter, before, limit);
    }

    @Override
    public Future<Boolean> replace(KeptProfile profile, Change change) {
        return store.replace(profile, change).onSuccess(done -> tell(done, profile.id()));
    }

    @Override
    public Future<Boolean> delete(AccountId account, ProfileId id, Optional<Long> version, Change change) {
        return store.delete(account, id, version, change).onSuccess(done -> tell(done, id));
    }

    @Override
    public Future<Boolean> autoDisable(ProfileId id, long version, String reason, Change change) {
        return store.autoDisable(id, version, reason, change).onSuccess(done -> tell(done, id));
    }

    private void tell(boolean changed, ProfileId id) {
        if (changed) {
            tell(id);
        }
    }

    private void tell(ProfileId id) {
        between.tellAll(Topics.PROFILE_CHANGED, new ProfileChanged(id.value()));
    }
}
