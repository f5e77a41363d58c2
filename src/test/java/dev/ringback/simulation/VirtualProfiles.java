package dev.ringback.simulation;

import dev.ringback.audit.Change;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.Profile;
import dev.ringback.domain.Profile.Stamp;
import dev.ringback.domain.Profile.Status;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileState;
import dev.ringback.flow.Trouble;
import dev.ringback.profile.KeptProfile;
import dev.ringback.profile.ProfileChanges;
import dev.ringback.profile.ProfileFilter;
import dev.ringback.profile.ProfileStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The table of profiles and who listens to its changes: each call is one moment in the database, with a way there and a way back. */
final class VirtualProfiles {
    private final World world;
    private final Map<ProfileId, KeptProfile> rows = new LinkedHashMap<>();
    private final List<Listener> listeners = new ArrayList<>();

    VirtualProfiles(World world) {
        this.world = world;
    }

    private record Listener(Run run, Consumer<ProfileId> changed, Runnable connected) {}

    void add(KeptProfile profile) {
        rows.put(profile.id(), profile);
    }

    /** A deleted one has none. */
    Optional<ProfileState> state(ProfileId id) {
        return Optional.ofNullable(rows.get(id))
                .map(kept -> kept.profile().status().state());
    }

    boolean has(ProfileId id) {
        return rows.containsKey(id);
    }

    ProfileStore of(Run run) {
        return new Store(run);
    }

    ProfileChanges changesFor(Run run) {
        return new ProfileChanges() {
            @Override
            public Future<Void> listen(Consumer<ProfileId> changed, Runnable connected) {
                return asked(run, () -> {
                    listeners.add(new Listener(run, changed, connected));
                    return null;
                });
            }

            @Override
            public Future<Void> close() {
                listeners.removeIf(one -> one.run() == run);
                return Future.succeededFuture();
            }
        };
    }

    /** A notification may be lost with its connection: then all is compared when that is back. */
    private void tell(ProfileId id) {
        world.trace().note("changed", id);
        for (Listener one : listeners) {
            boolean lost = world.faults().database().isAwayFor(one.run());
            long delay = world.faults().database().delay(one.run());
            one.run().after(lost ? 10 * Timeline.SECOND : delay, () -> {
                if (lost) {
                    one.connected().run();
                } else {
                    one.changed().accept(id);
                }
            });
        }
    }

    private <T> Future<T> asked(Run run, Supplier<T> statement) {
        Promise<T> answer = Promise.promise();
        world.timeline().after(Timeline.Life.WORLD, world.faults().database().delay(run), () -> {
            boolean away = world.faults().database().isAwayFor(run);
            T result = away ? null : statement.get();
            run.after(world.faults().database().wayBack(run), () -> {
                if (away) {
                    answer.fail(new Trouble(Trouble.Kind.UNAVAILABLE, "profiles: UNAVAILABLE"));
                } else {
                    answer.complete(result);
                }
            });
        });
        return answer.future();
    }

    private final class Store implements ProfileStore {
        private final Run run;

        Store(Run run) {
            this.run = run;
        }

        @Override
        public Future<Void> insert(KeptProfile profile, Change change) {
            return asked(run, () -> {
                rows.put(profile.id(), profile);
                tell(profile.id());
                return null;
            });
        }

        @Override
        public Future<Optional<KeptProfile>> read(AccountId account, ProfileId id) {
            return asked(run, () -> Optional.ofNullable(rows.get(id)));
        }

        @Override
        public Future<List<KeptProfile>> readAll(Collection<ProfileId> ids) {
            List<ProfileId> wanted = List.copyOf(ids);
            return asked(
                    run,
                    () -> wanted.stream()
                            .filter(rows::containsKey)
                            .map(rows::get)
                            .map(world.bugs()::profile)
                            .toList());
        }

        @Override
        public Future<Map<ProfileId, Long>> versions() {
            return asked(run, () -> {
                Map<ProfileId, Long> versions = new LinkedHashMap<>();
                rows.forEach((id, row) -> versions.put(id, row.version()));
                return versions;
            });
        }

        @Override
        public Future<List<KeptProfile>> list(
                AccountId account, ProfileFilter filter, Optional<ProfileId> before, int limit) {
            return asked(run, () -> List.copyOf(rows.values()));
        }

        @Override
        public Future<Boolean> replace(KeptProfile profile, Change change) {
            return asked(run, () -> {
                KeptProfile there = rows.get(profile.id());
                boolean next = there != null && there.version() == profile.version() - 1;
                if (next) {
                    rows.put(profile.id(), profile);
                    tell(profile.id());
                }
                return next;
            });
        }

        @Override
        public Future<Boolean> delete(AccountId account, ProfileId id, Optional<Long> version, Change change) {
            return asked(run, () -> {
                boolean deleted = rows.remove(id) != null;
                if (deleted) {
                    tell(id);
                }
                return deleted;
            });
        }

        @Override
        public Future<Boolean> autoDisable(ProfileId id, long version, String reason, Change change) {
            return asked(run, () -> {
                KeptProfile there = rows.get(id);
                boolean same = there != null
                        && there.version() == version
                        && there.profile().status().state() == ProfileState.ACTIVE;
                if (same) {
                    rows.put(id, disabled(there, reason, change.at()));
                    tell(id);
                }
                return same;
            });
        }
    }

    private static KeptProfile disabled(KeptProfile there, String reason, Instant at) {
        Profile old = there.profile();
        return KeptProfile.of(new Profile(
                old.id(),
                old.account(),
                old.spec(),
                new Status(ProfileState.AUTO_DISABLED, Optional.of(reason), at),
                old.secret(),
                new Stamp(old.stamp().createdAt(), at, old.stamp().version() + 1)));
    }
}
