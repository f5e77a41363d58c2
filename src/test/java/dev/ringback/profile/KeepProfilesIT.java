package dev.ringback.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.audit.Author;
import dev.ringback.audit.Change;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.Profile;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileState;
import dev.ringback.support.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a node's profiles follow the database, with a second node that makes the changes. */
class KeepProfilesIT {
    private static final Author ME = Author.ringback(AccountId.DEFAULT);
    private static ProfileWorld world;
    private static ProfileWorld.Node editor;
    private static ProfileWorld.Node follower;

    @BeforeAll
    static void open() {
        world = ProfileWorld.open(KeepProfilesIT.class);
        editor = world.node();
        follower = world.node();
        world.keep(follower);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.SECONDS)
    void aChangeOnAnotherNodeArrivesSoon() {
        KeptProfile made = create("Hinted");
        Await.until("creation", () -> follower.profiles().find(made.id()).isPresent());

        Await.result(editor.edit().switchTo(ME, made.id(), ProfileState.DISABLED));
        Await.until(
                "change",
                () -> !follower.profiles().find(made.id()).orElseThrow().isActive());

        Await.result(editor.edit().delete(ME, made.id(), Optional.empty()));
        Await.until("deletion", () -> follower.profiles().find(made.id()).isEmpty());
    }

    @Test
    void whatChangedWhileTheConnectionWasAwayIsFoundAfterwards() {
        KeptProfile kept = create("Kept");
        KeptProfile gone = create("Gone");
        Await.until(
                "both",
                () -> follower.profiles().find(gone.id()).isPresent()
                        && follower.profiles().find(kept.id()).isPresent());

        cutListeners();
        // Straight into the tables: no hint is sent at all.
        execute("update profile set state = 'disabled', version = 2 where id = '"
                + kept.id().value() + "'");
        execute("update profile set state = 'deleted', version = 2 where id = '"
                + gone.id().value() + "'");

        Await.until(
                "change",
                () -> !follower.profiles().find(kept.id()).orElseThrow().isActive());
        Await.until("deletion", () -> follower.profiles().find(gone.id()).isEmpty());
    }

    @Test
    void anUnreadableProfileStopsNeitherTheOthersNorANode() {
        KeptProfile odd = create("Odd");
        execute("update profile set spec = spec || '{\"novelty\": 1}', version = 2 where id = '"
                + odd.id().value() + "'");
        ProfileWorld.Node fresh = world.node();

        String deployment = world.keep(fresh);

        CompiledProfile found = fresh.profiles().find(odd.id()).orElseThrow();
        assertThat(found.isActive()).isFalse();
        assertThat(found.kept().profile().status().reason().orElseThrow()).contains("novelty");
        Await.result(world.vertx().undeploy(deployment));
        Await.result(editor.edit().delete(ME, odd.id(), Optional.empty()));
    }

    @Test
    void anUnknownProfileIsReadOnceForAllWhoAsk() {
        KeptProfile made = create("Asked");
        Counting store = new Counting(editor.store());
        ProfileWorld.Node asked = world.node(store);

        List<Future<Optional<CompiledProfile>>> answers = askOnTwoLoops(asked.profiles(), made.id());

        answers.forEach(
                answer -> assertThat(Await.result(answer).orElseThrow().id()).isEqualTo(made.id()));
        assertThat(Await.result(asked.profiles().findOrRead(made.id()))).isPresent();
        assertThat(store.reads).hasValue(1);
    }

    @Test
    void thatThereIsNoneIsRememberedForAMoment() {
        Counting store = new Counting(editor.store());
        ProfileWorld.Node asked = world.node(store);
        ProfileId nobody = world.unknownId();

        for (int i = 0; i < 10; i++) {
            assertThat(Await.result(asked.profiles().findOrRead(nobody))).isEmpty();
        }

        assertThat(store.reads.get()).isBetween(1, 2);
    }

    @Test
    void thousandsOfProfilesAreLoadedSoon() {
        int count = 2_000;
        KeptProfile model = create("Model");
        Profile profile = model.profile();
        List<Future<Void>> inserts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            inserts.add(editor.store()
                    .insert(
                            KeptProfile.of(new Profile(
                                    world.unknownId(),
                                    profile.account(),
                                    profile.spec(),
                                    profile.status(),
                                    profile.secret(),
                                    profile.stamp())),
                            world.change()));
            if (inserts.size() == 500) {
                Await.result(Future.all(inserts));
                inserts.clear();
            }
        }
        ProfileWorld.Node fresh = world.node();

        long began = System.nanoTime();
        String deployment = world.keep(fresh);
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(fresh.profiles().snapshot().size()).isGreaterThanOrEqualTo(count);
        // About 0.1 ms each on a quiet machine, cold; the rest is for a busy one.
        assertThat(took).isLessThan(Duration.ofSeconds(10));
        Await.result(world.vertx().undeploy(deployment));
        execute("delete from profile where title = 'Model'");
    }

    private static List<Future<Optional<CompiledProfile>>> askOnTwoLoops(Profiles profiles, ProfileId id) {
        List<Future<Optional<CompiledProfile>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Context context = ((io.vertx.core.internal.VertxInternal) world.vertx()).createEventLoopContext();
            Promise<Optional<CompiledProfile>> answer = Promise.promise();
            context.runOnContext(asking -> profiles.findOrRead(id).onComplete(done -> {
                assertThat(Vertx.currentContext()).isSameAs(context);
                answer.handle(done);
            }));
            answers.add(answer.future());
        }
        return answers;
    }

    private static KeptProfile create(String title) {
        JsonObject sent = ProfileJsonTest.full().put("title", title);
        return Await.result(editor.edit().create(ME, ProfileJson.draft(sent)));
    }

    private static void cutListeners() {
        execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and datname = current_database()");
    }

    private static void execute(String statement) {
        Await.result(world.database().transactions().query(statement).execute());
    }

    /** Answers when it was asked by many, lest the first answer come before the second question. */
    private static final class Counting implements ProfileStore {
        final AtomicInteger reads = new AtomicInteger();
        private final ProfileStore store;

        Counting(ProfileStore store) {
            this.store = store;
        }

        @Override
        public Future<List<KeptProfile>> readAll(Collection<ProfileId> ids) {
            reads.incrementAndGet();
            Promise<List<KeptProfile>> later = Promise.promise();
            world.vertx().setTimer(100, waited -> store.readAll(ids).onComplete(later));
            return later.future();
        }

        @Override
        public Future<Void> insert(KeptProfile profile, Change change) {
            return store.insert(profile, change);
        }

        @Override
        public Future<Optional<KeptProfile>> read(AccountId account, ProfileId id) {
            return store.read(account, id);
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
            return store.replace(profile, change);
        }

        @Override
        public Future<Boolean> delete(AccountId account, ProfileId id, Optional<Long> version, Change change) {
            return store.delete(account, id, version, change);
        }

        @Override
        public Future<Boolean> autoDisable(ProfileId id, long version, String reason, Change change) {
            return store.autoDisable(id, version, reason, change);
        }
    }
}
