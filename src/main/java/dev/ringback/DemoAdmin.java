package dev.ringback;

import dev.ringback.config.Secret;
import io.vertx.core.Future;
import java.util.Optional;

/** Whom a demo signs in: the administrator of the settings, or one of its own, whose password is kept in {@code data.dir}. */
final class DemoAdmin {
    private static final String EMAIL = "admin@localhost";
    private static final String FILE = "admin-password";

    private DemoAdmin() {}

    /** The words that tell how to sign in; the administrator is made when there is none. */
    static Future<String> words(Ground ground, Entrance entrance) {
        Optional<String> set = ground.settings().bootstrap().adminEmail();
        if (set.isPresent()) {
            return Future.succeededFuture(set.get() + " with the password of the settings");
        }
        return ground.vertx()
                .executeBlocking(() -> SecretFile.of(ground, FILE).readOrMake(ground, ""))
                .compose(password -> entrance.firstAdmin()
                        .ensure(EMAIL, new Secret(password))
                        .map(made -> EMAIL + " with the password " + password));
    }
}
