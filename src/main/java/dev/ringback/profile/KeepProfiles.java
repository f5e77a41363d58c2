package dev.ringback.profile;

import dev.ringback.ambient.Timers;
import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the node's profiles the same as the database's: reads what a hint names, and compares all versions at start, after each lost
 * connection, after an error, and now and then. Belongs to one event loop; does one thing at a time.
 */
public final class KeepProfiles {
    private static final Logger LOG = LoggerFactory.getLogger(KeepProfiles.class);
    private static final Duration COMPARE_EVERY = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    /** Rows read at once: each is parsed and opened, and the event loop must get round in between. */
    private static final int CHUNK = 250;

    private final ProfileStore store;
    private final ProfileChanges changes;
    private final Profiles profiles;
    private final Timers timers;

    private final Set<ProfileId> named = new LinkedHashSet<>();
    private boolean comparing;
    private boolean busy;
    private boolean stopped;
    private Optional<Timers.Timer> timer = Optional.empty();

    public KeepProfiles(ProfileStore store, ProfileChanges changes, Profiles profiles, Timers timers) {
        this.store = store;
        this.changes = changes;
        this.profiles = profiles;
        this.timers = timers;
    }

    /** Completes when all profiles are here. Listens first, so that no change falls between the reading and the listening. */
    public Future<Void> start() {
        busy = true;
        return changes.listen(this::changed, this::compareAll).compose(listening -> {
            comparing = false;
            return compare().onSuccess(read -> {
                busy = false;
                next(COMPARE_EVERY);
                work();
            });
        });
    }

    public Future<Void> stop() {
        stopped = true;
        timer.ifPresent(Timers.Timer::cancel);
        return changes.close();
    }

    private void changed(ProfileId id) {
        named.add(id);
        work();
    }

    private void compareAll() {
        comparing = true;
        work();
    }

    private void work() {
        if (busy || stopped || (!comparing && named.isEmpty())) {
            return;
        }
        busy = true;
        step().onComplete(
                        done -> {
                            busy = false;
                            work();
                        },
                        fault -> {
                            busy = false;
                            comparing = true;
                            LOG.warn(
                                    "cannot read changed profiles, going on with those of before: {}",
                                    fault.getMessage());
                            next(RETRY_AFTER);
                        });
    }

    private Future<Void> step() {
        if (comparing) {
            comparing = false;
            named.clear();
            return compare().onSuccess(done -> next(COMPARE_EVERY));
        }
        List<ProfileId> ids = List.copyOf(named);
        named.clear();
        return reload(ids, 0);
    }

    /** What was here before the reading and is not among the versions is deleted; what came meanwhile is not judged by them. */
    private Future<Void> compare() {
        ProfileSnapshot before = profiles.snapshot();
        return store.versions().compose(versions -> {
            before.forEach(profile -> {
                if (!versions.containsKey(profile.id())) {
                    profiles.remove(profile.id());
                }
            });
            return reload(stale(versions), 0);
        });
    }

    private List<ProfileId> stale(Map<ProfileId, Long> versions) {
        List<ProfileId> stale = new ArrayList<>();
        versions.forEach((id, version) -> {
            if (profiles.find(id).filter(here -> here.version() >= version).isEmpty()) {
                stale.add(id);
            }
        });
        return stale;
    }

    private Future<Void> reload(List<ProfileId> ids, int from) {
        if (from >= ids.size()) {
            return Future.succeededFuture();
        }
        List<ProfileId> chunk = ids.subList(from, Math.min(ids.size(), from + CHUNK));
        return store.readAll(chunk).compose(rows -> {
            Set<ProfileId> gone = new LinkedHashSet<>(chunk);
            for (KeptProfile row : rows) {
                gone.remove(row.id());
                profiles.replace(row);
            }
            gone.forEach(profiles::remove);
            return reload(ids, from + CHUNK);
        });
    }

    private void next(Duration wait) {
        timer.ifPresent(Timers.Timer::cancel);
        timer = stopped ? Optional.empty() : Optional.of(timers.after(wait, this::compareAll));
    }
}
