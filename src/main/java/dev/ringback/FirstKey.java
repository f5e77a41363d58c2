package dev.ringback;

import dev.ringback.account.BootstrapKey;
import dev.ringback.config.Secret;
import dev.ringback.config.Settings;
import dev.ringback.domain.AccountId;
import dev.ringback.store.PgApiKeys;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The key with which all others are made: the one of the settings, or, where neither the settings nor the database have one, a new one, kept in
 * a file of {@code data.dir} that only its owner may read.
 */
final class FirstKey {
    private static final String FILE = "api-key";

    private FirstKey() {}

    static Future<Boolean> ensure(Ground ground, OpenStore store) {
        PgApiKeys keys = new PgApiKeys(store.database());
        BootstrapKey bootstrap = new BootstrapKey(keys, Shared.means(ground));
        Optional<Secret> set = ground.settings().bootstrap().apiKey();
        if (set.isPresent()) {
            return bootstrap.ensure(set);
        }
        return keys.list(AccountId.DEFAULT, Optional.empty(), 1).compose(some -> {
            if (!some.isEmpty()) {
                return Future.succeededFuture(false);
            }
            return ground.vertx()
                    .executeBlocking(() -> readOrMake(ground))
                    .compose(secret -> bootstrap.ensure(Optional.of(secret)));
        });
    }

    /** Where the key that was made is, if one was. */
    static Optional<Path> file(Settings settings) {
        return Optional.of(path(settings))
                .filter(file -> settings.bootstrap().apiKey().isEmpty() && Files.exists(file));
    }

    /** The key to show in a demo. */
    static String text(Settings settings) throws IOException {
        Optional<Secret> set = settings.bootstrap().apiKey();
        return set.isPresent()
                ? set.get().value()
                : Files.readString(path(settings)).strip();
    }

    private static Secret readOrMake(Ground ground) throws IOException {
        return new Secret(new SecretFile(path(ground.settings())).readOrMake(ground, "rb_"));
    }

    private static Path path(Settings settings) {
        return settings.storage().dataDir().resolve(FILE);
    }
}
