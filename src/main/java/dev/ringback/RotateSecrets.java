package dev.ringback;

import dev.ringback.ambient.SystemAmbient;
import dev.ringback.config.SecretsKey;
import dev.ringback.config.Settings;
import dev.ringback.domain.ProfileId;
import dev.ringback.profile.SealedProfileJson;
import dev.ringback.store.DataDir;
import dev.ringback.store.Database;
import dev.ringback.store.PgNodes;
import dev.ringback.store.PgSealedProfiles;
import dev.ringback.store.StoreException;
import dev.ringback.store.embedded.EmbeddedPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * The command {@code rotate-secrets}: seals all secrets of the database with {@code secrets.key}, whichever of the keys sealed them. With a
 * database of one's own it runs beside the nodes; an embedded one it starts itself, so its node must be stopped.
 */
final class RotateSecrets {
    private static final int CONNECTIONS = 4;
    /** A change that comes in between is sealed by the node that makes it, so it is looked again until nothing is left of another key. */
    private static final int ROUNDS = 3;

    private final Vertx vertx;
    private final Settings.Storage storage;
    private final SystemAmbient ambient = new SystemAmbient();

    private RotateSecrets(Vertx vertx, Settings.Storage storage) {
        this.vertx = vertx;
        this.storage = storage;
    }

    /** The exit status. */
    static int run(Settings settings, PrintStream out, PrintStream err) {
        Vertx vertx = Vertx.vertx();
        try {
            Future<String> said = new RotateSecrets(vertx, settings.storage()).run();
            out.println(said.toCompletionStage().toCompletableFuture().get());
            return Ringback.DONE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Ringback.FAILED;
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            err.println("ringback: " + cause.getMessage());
            return Ringback.FAILED;
        } finally {
            var unused = vertx.close();
        }
    }

    private Future<String> run() {
        return vertx.executeBlocking(() -> SecretsKey.load(storage, ambient.secrets()))
                .compose(key -> storage.databaseUrl()
                        .map(url -> Database.open(vertx, url, Database.Connections.of(CONNECTIONS))
                                .compose(database -> within(database, key)))
                        .orElseGet(() -> DataDir.open(vertx, storage.dataDir())
                                .compose(dir -> onOwnServer(dir, key).eventually(dir::close))));
    }

    private Future<String> onOwnServer(DataDir dir, SecretsKey key) {
        var options = new EmbeddedPostgres.Options(dir.home(), storage.embeddedPort(), CONNECTIONS + 8, Map.of());
        return EmbeddedPostgres.start(vertx, options, ambient.secrets().chance())
                .compose(server -> Database.openOwn(vertx, server.url(), Database.Connections.of(CONNECTIONS))
                        .compose(database -> within(database, key))
                        .eventually(server::stop));
    }

    private Future<String> within(Database database, SecretsKey key) {
        return reseal(database, key, ROUNDS, 0).eventually(database::close);
    }

    private Future<String> reseal(Database database, SecretsKey key, int rounds, int before) {
        return new PgSealedProfiles(database, new SealedProfileJson(key))
                .reseal()
                .compose(done -> {
                    if (!done.unreadable().isEmpty()) {
                        return Future.failedFuture(unreadable(done.unreadable()));
                    }
                    int all = before + done.resealed();
                    if (done.stale() > 0) {
                        return rounds > 1
                                ? reseal(database, key, rounds - 1, all)
                                : Future.failedFuture(new StoreException("A node still seals with another key than this"
                                        + " secrets.key. Start every node with the new one first, then run it again."));
                    }
                    return PgNodes.shared(database)
                            .changeFingerprint(key.fingerprint())
                            .map(changed ->
                                    all + " of " + done.seen() + " profiles were sealed anew; all are sealed with"
                                            + " secrets.key now. Once no node has the old key as secrets.key, it can be taken out of"
                                            + " secrets.former_keys.");
                });
    }

    private static StoreException unreadable(List<ProfileId> profiles) {
        return new StoreException(
                "No key that was given opens the secrets of "
                        + profiles.stream().limit(10).map(ProfileId::toString).collect(Collectors.joining(", "))
                        + (profiles.size() > 10 ? " and " + (profiles.size() - 10) + " more" : "")
                        + "; put the key that sealed them into secrets.former_keys. What could be was sealed anew; run it again then.");
    }
}
