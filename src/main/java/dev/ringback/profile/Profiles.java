package dev.ringback.profile;

import dev.ringback.domain.ProfileId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

/** The node's profiles, shared by all event loops: read without locks, replaced as a whole snapshot. Versions never run backwards. */
public final class Profiles {
    private final ProfileStore store;
    private final CompileProfile compile;
    private final Absent absent;
    private final AtomicReference<ProfileSnapshot> current = new AtomicReference<>(ProfileSnapshot.EMPTY);
    private final ConcurrentMap<ProfileId, Future<Optional<CompiledProfile>>> reads = new ConcurrentHashMap<>();

    public Profiles(ProfileStore store, CompileProfile compile, InstantSource clock) {
        this.store = store;
        this.compile = compile;
        this.absent = new Absent(clock);
    }

    public Optional<CompiledProfile> find(ProfileId id) {
        return current.get().find(id);
    }

    public ProfileSnapshot snapshot() {
        return current.get();
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
            return here(others);
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
    CompiledProfile replace(KeptProfile kept) {
        CompiledProfile next = compile.ready(kept);
        ProfileSnapshot now = current.updateAndGet(before -> before.find(next.id())
                        .filter(old -> old.version() >= next.version())
                        .isPresent()
                ? before
                : before.with(next));
        return now.find(next.id()).orElse(next);
    }

    void remove(ProfileId id) {
        ProfileSnapshot ignored = current.updateAndGet(before -> before.without(id));
    }

    /** A future's steps run where it was completed, which may be another event loop than the caller's. */
    private static <T> Future<T> here(Future<T> elsewhere) {
        Context context = Vertx.currentContext();
        if (context == null) {
            return elsewhere;
        }
        Promise<T> promise = Promise.promise();
        elsewhere.onComplete(done -> context.runOnContext(nothing -> promise.handle(done)));
        return promise.future();
    }
}
