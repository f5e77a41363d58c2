package dev.ringback.profile;

import dev.ringback.domain.access.Tls;
import dev.ringback.domain.access.Tls.Identity;
import dev.ringback.http.JsonFields;
import dev.ringback.http.Veiled;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The field {@code tls} of a profile. What the PEM holds is looked at by {@link CheckAccess}. */
final class TlsJson {
    private static final int PEM_MAX = 64 * 1024;
    private static final int PASSPHRASE_MAX = 1000;

    private TlsJson() {}

    static Tls read(JsonFields profile) {
        return profile.object("tls").map(TlsJson::tls).orElse(Tls.STANDARD);
    }

    private static Tls tls(JsonFields tls) {
        Optional<String> certificate = tls.optionalText("certificate", 1, PEM_MAX);
        var key = tls.secret("key", 1, PEM_MAX);
        var passphrase = tls.secret("key_passphrase", 1, PASSPHRASE_MAX);
        if (certificate.isPresent() != key.isPresent() && !tls.isWrong("key") && !tls.isWrong("certificate")) {
            String missing = certificate.isPresent() ? "key" : "certificate";
            tls.refuse(missing, "is required beside " + (certificate.isPresent() ? "certificate" : "key"));
        }
        if (passphrase.isPresent() && key.isEmpty()) {
            tls.refuse("key_passphrase", "is of no use without key");
        }
        return new Tls(
                certificate.flatMap(pem -> key.map(secret -> new Identity(pem, secret, passphrase))),
                tls.optionalText("trust", 1, PEM_MAX),
                tls.flag("verify", true));
    }

    static JsonObject write(Tls tls) {
        JsonObject json = new JsonObject();
        tls.identity().ifPresent(identity -> {
            json.put("certificate", identity.certificate()).put("key", new Veiled(identity.key()));
            identity.passphrase().ifPresent(passphrase -> json.put("key_passphrase", new Veiled(passphrase)));
        });
        tls.trust().ifPresent(trust -> json.put("trust", trust));
        return json.put("verify", tls.verify());
    }
}
