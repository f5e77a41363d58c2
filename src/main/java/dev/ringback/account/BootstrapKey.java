package dev.ringback.account;

import dev.ringback.audit.Author;
import dev.ringback.config.Secret;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.Scope;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;

/** The key from the settings, with which all others are made. Two nodes that start at once make it once. */
public final class BootstrapKey {
    private final ApiKeys keys;
    private final Means means;

    public BootstrapKey(ApiKeys keys, Means means) {
        this.keys = keys;
        this.means = means;
    }

    /** True when it was made; false when there is none to make, or it was there. */
    public Future<Boolean> ensure(Optional<Secret> setting) {
        if (setting.isEmpty()) {
            return Future.succeededFuture(false);
        }
        KeySecret secret = new KeySecret(setting.get().value());
        ApiKey key = new ApiKey(
                new KeyId(means.ids().uuid()),
                AccountId.DEFAULT,
                "bootstrap",
                secret.hint(),
                Set.of(Scope.values()),
                means.present());
        return keys.add(key, secret.hash(), EditKeys.made(Author.ringback(AccountId.DEFAULT), key, means));
    }
}
