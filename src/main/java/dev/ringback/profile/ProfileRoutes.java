package dev.ringback.profile;

import dev.ringback.audit.Author;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.Scope;
import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Exchange;
import dev.ringback.http.JsonFields;
import dev.ringback.http.Operation;
import dev.ringback.http.PageRequest;
import dev.ringback.http.QueryFields;
import dev.ringback.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Profiles over HTTP. */
public final class ProfileRoutes implements Routes {
    private static final String ALL = "/v1/callback-profiles";
    private static final String ONE = ALL + "/{id}";
    /** A template of 256 KiB, escaped as JSON, and headers beside it. */
    private static final int BODY_BYTES_MAX = 1 << 20;

    private static final Pattern VERSION_TAG = Pattern.compile("\"?([0-9]{1,18})\"?");
    /** No profile has it. */
    private static final long NO_VERSION = -1;

    private static final Map<String, Method> METHODS = new LinkedHashMap<>();
    private static final Map<String, ProfileState> STATES = new LinkedHashMap<>();

    static {
        for (Method method : Method.values()) {
            METHODS.put(method.name(), method);
        }
        for (ProfileState state : ProfileState.values()) {
            STATES.put(state.word(), state);
        }
    }

    private final EditProfiles edit;
    private final ProfileStore store;

    public ProfileRoutes(EditProfiles edit, ProfileStore store) {
        this.edit = edit;
        this.store = store;
    }

    @Override
    public void mount(Api api) {
        Api ignored = api.add(new Operation(HttpMethod.POST, ALL), Scope.ADMIN, BODY_BYTES_MAX, this::create)
                .get(ALL, Scope.READ, this::list)
                .get(ONE, Scope.READ, this::read)
                .add(new Operation(HttpMethod.PATCH, ONE), Scope.ADMIN, BODY_BYTES_MAX, this::patch)
                .delete(ONE, Scope.ADMIN, this::delete)
                .post(ONE + "/enable", Scope.ADMIN, exchange -> switchTo(exchange, ProfileState.ACTIVE))
                .post(ONE + "/disable", Scope.ADMIN, exchange -> switchTo(exchange, ProfileState.DISABLED))
                .post(ONE + "/duplicate", Scope.ADMIN, this::duplicate)
                .post(ONE + "/rotate-secret", Scope.ADMIN, this::rotateSecret);
    }

    @Override
    public String description() {
        return "openapi/profile.yaml";
    }

    private Future<Answer> create(Exchange exchange) {
        Draft draft = ProfileJson.draft(exchange.jsonObject());
        return edit.create(Author.of(exchange.caller()), draft).map(this::created);
    }

    private Future<Answer> duplicate(Exchange exchange) {
        JsonFields fields = exchange.jsonOrNone();
        Optional<String> title = ProfileSpecJson.optionalTitle(fields);
        fields.check();
        return edit.duplicate(Author.of(exchange.caller()), id(exchange), title).map(this::created);
    }

    /** The signing secret is shown here and never again. */
    private Answer created(KeptProfile made) {
        JsonObject json = ProfileJson.show(made, edit.warnings(made))
                .put("secret", made.profile().secret().text());
        return tagged(Answer.created(json), made).with("location", ALL + "/" + made.id());
    }

    private Future<Answer> list(Exchange exchange) {
        QueryFields query = exchange.query();
        ProfileFilter filter = new ProfileFilter(
                query.text("title"),
                query.choice("method", METHODS),
                query.text("channel"),
                query.choice("state", STATES),
                query.instant("created_from"),
                query.instant("created_to"));
        PageRequest page = query.page("callback-profiles");
        query.check();
        Optional<ProfileId> before = page.after().flatMap(ProfileId::parse);
        return store.list(exchange.caller().account(), filter, before, page.rows())
                .map(rows ->
                        page.answer(rows, ProfileJson::show, row -> row.id().toString()));
    }

    private Future<Answer> read(Exchange exchange) {
        return edit.read(exchange.caller().account(), id(exchange)).map(ProfileRoutes::shown);
    }

    private Future<Answer> patch(Exchange exchange) {
        JsonObject patch = exchange.jsonObject();
        return edit.patch(
                        Author.of(exchange.caller()),
                        id(exchange),
                        version(exchange),
                        current -> ProfileJson.patched(current, patch))
                .map(changed -> tagged(Answer.ok(ProfileJson.show(changed, edit.warnings(changed))), changed));
    }

    private Future<Answer> delete(Exchange exchange) {
        return edit.delete(Author.of(exchange.caller()), id(exchange), version(exchange))
                .map(gone -> Answer.noContent());
    }

    private Future<Answer> switchTo(Exchange exchange, ProfileState state) {
        return edit.switchTo(Author.of(exchange.caller()), id(exchange), state).map(ProfileRoutes::shown);
    }

    private Future<Answer> rotateSecret(Exchange exchange) {
        return edit.rotateSecret(Author.of(exchange.caller()), id(exchange)).map(rotated -> {
            JsonObject json =
                    new JsonObject().put("secret", rotated.profile().secret().text());
            ProfileJson.publicKey(rotated.profile()).ifPresent(key -> json.put("public_key", key));
            return tagged(Answer.ok(json), rotated);
        });
    }

    private static Answer shown(KeptProfile profile) {
        return tagged(Answer.ok(ProfileJson.show(profile)), profile);
    }

    private static Answer tagged(Answer answer, KeptProfile profile) {
        return answer.with("etag", "\"" + profile.version() + "\"");
    }

    private static ProfileId id(Exchange exchange) {
        return exchange.path("id", ProfileId::parse);
    }

    /** The version in If-Match. A tag that is none of ours matches nothing; {@code *} asks only that the profile is there. */
    private static Optional<Long> version(Exchange exchange) {
        return exchange.header("if-match")
                .map(String::strip)
                .filter(tag -> !tag.equals("*"))
                .map(tag -> {
                    Matcher version = VERSION_TAG.matcher(tag);
                    return version.matches() ? Long.parseLong(version.group(1)) : NO_VERSION;
                });
    }
}
