package dev.ringback.profile;

import dev.ringback.bus.Between;
import dev.ringback.bus.Bus;
import dev.ringback.bus.Topics;
import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the database tells of changes, and what the node that made one tells over the bus: whichever comes first. */
public final class ToldChanges implements ProfileChanges {
    private final ProfileChanges ofDatabase;
    private final Between between;
    private final List<Bus.Registration> registrations = new ArrayList<>();

    public ToldChanges(ProfileChanges ofDatabase, Between between) {
        this.ofDatabase = ofDatabase;
        this.between = between;
    }

    @Override
    public Future<Void> listen(Consumer<ProfileId> changed, Runnable connected) {
        registrations.add(between.on(
                Topics.PROFILE_CHANGED,
                heard -> changed.accept(new ProfileId(heard.said().id()))));
        return ofDatabase.listen(changed, connected);
    }

    @Override
    public Future<Void> close() {
        return Future.join(
                        registrations.stream().map(Bus.Registration::unregister).toList())
                .transform(done -> ofDatabase.close());
    }
}
