package dev.ringback.session;

import dev.ringback.config.Secret;
import dev.ringback.domain.Actor;
import dev.ringback.domain.Scope;
import dev.ringback.domain.UserId;
import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Exchange;
import dev.ringback.http.JsonFields;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemException;
import dev.ringback.http.ProblemType;
import dev.ringback.http.Revocations;
import dev.ringback.http.Routes;
import dev.ringback.http.SessionToken;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** {@code /v1/session}: the page's sign-in, with a mail address and a password or with an API key; who is signed in; sign-out. */
public final class SessionRoutes implements Routes {
    private static final String PATH = "/v1/session";
    private static final int BODY_BYTES_MAX = 8 << 10;
    private static final int EMAIL_MAX = 320;
    private static final int SECRET_MAX = 512;
    private static final int PASSWORD_MIN = 8;

    private final SignIn signIn;
    private final Sessions sessions;
    private final ChangePassword changePassword;
    private final Revocations revocations;

    public SessionRoutes(SignIn signIn, Sessions sessions, ChangePassword changePassword, Revocations revocations) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.changePassword = changePassword;
        this.revocations = revocations;
    }

    @Override
    public void mount(Api api) {
        api.openPost(PATH, BODY_BYTES_MAX, this::open)
                .get(PATH, Scope.READ, this::show)
                .put(PATH + "/password", Scope.READ, this::changePassword)
                .delete(PATH, Scope.READ, this::finish);
    }

    @Override
    public String description() {
        return "openapi/session.yaml";
    }

    private Future<Answer> open(Exchange exchange) {
        return token(exchange.json(), address(exchange))
                .compose(token -> answer(token)
                        .map(answer -> answer.with(
                                "set-cookie",
                                cookie(token.text(), sessions.terms().lifetimeMax()))));
    }

    private static String address(Exchange exchange) {
        String address = exchange.request().remoteAddress().hostAddress();
        return address == null ? "" : address;
    }

    private Future<Answer> changePassword(Exchange exchange) {
        JsonFields fields = exchange.json();
        Secret current = new Secret(fields.text("current_password", 1, SECRET_MAX));
        Secret other = new Secret(fields.text("password", PASSWORD_MIN, SECRET_MAX));
        fields.check();
        SessionToken token = ofSession(exchange).orElseThrow(SessionRoutes::none);
        return sessions.find(token.hash())
                .map(found -> found.orElseThrow(SessionRoutes::none))
                .compose(session ->
                        changePassword.of(session, token, new ChangePassword.Wanted(current, other, address(exchange))))
                .map(done -> Answer.noContent());
    }

    private Future<SessionToken> token(JsonFields fields, String address) {
        Optional<String> key = fields.optionalText("api_key", 1, SECRET_MAX);
        if (key.isPresent()) {
            fields.check();
            return signIn.withKey(key.get(), address);
        }
        String email = fields.text("email", 1, EMAIL_MAX);
        String password = fields.text("password", 1, SECRET_MAX);
        fields.check();
        return signIn.withPassword(email, new Secret(password), address);
    }

    private Future<Answer> show(Exchange exchange) {
        exchange.query().check();
        return ofSession(exchange).map(this::answer).orElseGet(() -> Future.failedFuture(none()));
    }

    private Future<Answer> finish(Exchange exchange) {
        exchange.query().check();
        Optional<SessionToken> token = ofSession(exchange);
        if (token.isEmpty()) {
            return Future.failedFuture(none());
        }
        return sessions.finish(token.get().hash()).map(done -> {
            revocations.announce();
            return Answer.noContent().with("set-cookie", cookie("", Duration.ZERO));
        });
    }

    /** Who shows an API key is asked no cookie, and has no session. */
    private static Optional<SessionToken> ofSession(Exchange exchange) {
        return exchange.header("authorization").isPresent() ? Optional.empty() : exchange.sessionToken();
    }

    private Future<Answer> answer(SessionToken token) {
        return sessions.find(token.hash()).map(found -> Answer.ok(json(found.orElseThrow(SessionRoutes::none), token)));
    }

    private static JsonObject json(Session session, SessionToken token) {
        JsonArray scopes = new JsonArray();
        session.scopes().stream().sorted().map(Scope::text).forEach(scopes::add);
        Actor by = session.by();
        JsonObject user =
                by instanceof UserId ? new JsonObject().put("id", by.toString()).put("email", session.title()) : null;
        JsonObject key = by instanceof UserId
                ? null
                : new JsonObject().put("id", by.toString()).put("title", session.title());
        return new JsonObject()
                .put("user", user)
                .put("api_key", key)
                .put(
                        "account",
                        new JsonObject().put("id", session.account().value()).put("name", session.accountName()))
                .put("csrf_token", token.csrf())
                .put("scopes", scopes);
    }

    private String cookie(String value, Duration kept) {
        return SessionToken.COOKIE + "=" + value + "; Path=/; Max-Age=" + kept.toSeconds()
                + "; HttpOnly; SameSite=Strict" + (sessions.terms().secure() ? "; Secure" : "");
    }

    private static ProblemException none() {
        return Problem.of(ProblemType.UNAUTHENTICATED, "There is no session; sign in.")
                .exception();
    }
}
