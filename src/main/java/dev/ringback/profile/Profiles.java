package dev.ringback.profile;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.ringback.domain.ProfileId;
import dev.ringback.flow.OwnLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The node's profiles, shared by all event loops: read without locks, replaced as a whole snapshot. Versions never run backwards. */
public final class Profiles {
    private final ProfileStore store;
    private final CompileProfile compile;
    private final Absent absent;
    private final ConcurrentMap<ProfileId, Future<Optional<CompiledProfile>>> reads = new ConcurrentHashMap<>();
    private volatile ProfileSnapshot current = ProfileSnapshot.EMPTY;

    public Profiles(ProfileStore store, CompileProfile compile, InstantSource clock) {
        this.store = store;
        this.compile = compile;
        this.absent = new Absent(clock);
    }

    public Optional<CompiledProfile> find(ProfileId id) {
        return current.find(id);
    }

    public ProfileSnapshot snapshot() {
        return current;
    }

    /**
     * As {@link #find}, but asks the database when the id is not known here: another node may have made the profile a moment ago. Whoever
     * asks for the same id meanwhile shares the answer, on its own event loop; that there is none is remembered for a second.
     */
    public Future<Optional<CompiledProfile>> findOrRead(ProfileId id) {
        Optional<CompiledProfile> found = find(id);
        if (found.isPresent() || absent.knows(id)) {
            return Future.succeededFuture(found);
        }
        Promise<Optional<CompiledProfile>> mine = Promise.promise();
        Future<Optional<CompiledProfile>> others = reads.putIfAbsent(id, mine.future());
        if (others != null) {
            return OwnLoop.of(others);
        }
        return read(id).andThen(read -> {
            reads.remove(id, mine.future());
            mine.handle(read);
        });
    }

    private Future<Optional<CompiledProfile>> read(ProfileId id) {
        return store.readAll(List.of(id)).map(rows -> {
            if (rows.isEmpty()) {
                absent.add(id);
                return find(id);
            }
            return Optional.of(replace(rows.get(0)));
        });
    }

    /** Takes the profile unless a later version of it is here already, and answers what is here now. */
    @CanIgnoreReturnValue
    synchronized CompiledProfile replace(KeptProfile kept) {
        Optional<CompiledProfile> here = find(kept.id()).filter(old -> old.version() >= kept.version());
        if (here.isPresent()) {
            return here.get();
        }
        CompiledProfile next = compile.ready(kept);
        current = current.with(next);
        return next;
    }

    synchronized void remove(ProfileId id) {
        current = current.without(id);
    }
}
