package dev.ringback.profile;

import dev.ringback.ambient.SystemAmbient;
import dev.ringback.ambient.VertxTimers;
import dev.ringback.audit.Action;
import dev.ringback.audit.Author;
import dev.ringback.audit.Change;
import dev.ringback.audit.ChangeId;
import dev.ringback.config.Secret;
import dev.ringback.config.SecretsKey;
import dev.ringback.config.Settings;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.ProfileId;
import dev.ringback.store.Database;
import dev.ringback.store.Migrations;
import dev.ringback.store.PgProfileChanges;
import dev.ringback.store.PgProfiles;
import dev.ringback.support.Await;
import dev.ringback.support.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A database with the schema, and as many nodes on it as a test wants, as far as profiles go. */
final class ProfileWorld {
    private final Vertx vertx;
    private final Database database;
    private final SystemAmbient ambient = new SystemAmbient();
    private final SecretsKey key;

    /** One node's part. */
    record Node(
            ProfileStore store,
            Profiles profiles,
            EditProfiles edit,
            AutoDisable autoDisable,
            Set<ProfileId> cancelled) {}

    private ProfileWorld(Vertx vertx, Database database) {
        this.vertx = vertx;
        this.database = database;
        this.key = key();
    }

    static ProfileWorld open(Class<?> test) {
        Vertx vertx = Vertx.vertx();
        ProfileWorld world = new ProfileWorld(vertx, TestPostgres.open(vertx, test));
        Await.result(new Migrations(world.database, "sql/migrations", world.ambient.clock()).apply());
        return world;
    }

    Node node() {
        PgProfiles store = new PgProfiles(database, new SealedProfileJson(key));
        return node(store);
    }

    Node node(ProfileStore store) {
        Profiles profiles = new Profiles(store, new CompileProfile(), ambient.clock());
        Set<ProfileId> cancelled = ConcurrentHashMap.newKeySet();
        Waiting waiting = id -> {
            cancelled.add(id);
            return Future.succeededFuture();
        };
        CheckProfile check = new CheckProfile(
                CheckProfileTest.catalogue(), Settings.Reach.PUBLIC, url -> false, Duration.ofDays(30));
        EditProfiles.Node lent = new EditProfiles.Node(ambient.clock(), ambient.ids(), ambient.secrets());
        EditProfiles edit = new EditProfiles(lent, store, profiles, check, waiting);
        return new Node(
                store, profiles, edit, new AutoDisable(store, profiles, ambient.clock(), lent.ids()), cancelled);
    }

    /** Keeps the node's profiles as a running node does; gives the deployment's id. */
    String keep(Node node) {
        return Await.result(vertx.deployVerticle(new ProfileVerticle(context -> new KeepProfiles(
                node.store(), new PgProfileChanges(vertx, database), node.profiles(), new VertxTimers(context)))));
    }

    ProfileId unknownId() {
        return new ProfileId(ambient.ids().uuid());
    }

    /** For what is written past the edits. */
    Change change() {
        return new Change(
                new ChangeId(ambient.ids().uuid()),
                ambient.clock().instant(),
                Author.ringback(AccountId.DEFAULT),
                Action.PROFILE_CREATED,
                Change.NO_FIELDS);
    }

    Vertx vertx() {
        return vertx;
    }

    Database database() {
        return database;
    }

    void close() {
        Await.result(vertx.close());
    }

    private SecretsKey key() {
        Settings.Storage settings = new Settings.Storage(
                Path.of("target"),
                Optional.empty(),
                8,
                0,
                new Settings.SecretsKeys(
                        Optional.of(new Secret(Base64.getEncoder().encodeToString(new byte[32]))), java.util.List.of()),
                30,
                365);
        try {
            return SecretsKey.load(settings, ambient.secrets());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
