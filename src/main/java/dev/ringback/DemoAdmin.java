package dev.ringback;

import dev.ringback.config.Secret;
import dev.ringback.session.NewPassword;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Whom a demo signs in: the administrator of the settings, or one of its own, whose password is kept in {@code data.dir}. */
final class DemoAdmin {
    private static final String EMAIL = "admin@localhost";
    private static final String FILE = "admin-password";

    private DemoAdmin() {}

    /** The words that tell how to come in; the administrator is made when there is none. */
    static Future<String> words(Ground ground, Entrance entrance) {
        String url = Launch.url(ground.settings());
        Optional<String> set = ground.settings().bootstrap().adminEmail();
        if (set.isPresent()) {
            return Future.succeededFuture("The page:   " + url + "/\n            sign in as " + set.get()
                    + " with the password of the settings");
        }
        return ground.vertx()
                .executeBlocking(() -> SecretFile.of(ground, FILE)
                        .readOrMake(() -> NewPassword.of(ground.ambient().secrets())))
                .compose(password -> entrance.firstAdmin()
                        .ensure(EMAIL, new Secret(password))
                        .map(made -> "The page:   " + link(url, password) + "\n            (it signs you in; by hand: "
                                + EMAIL + " with the password " + password + ")"));
    }

    /** Both stand in the fragment, which browsers send to nobody; the page takes it out of the address at once. */
    private static String link(String url, String password) {
        return url + "/#/sign-in?email=" + encoded(EMAIL) + "&password=" + encoded(password);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
