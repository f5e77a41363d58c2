package dev.ringback.trial;

import dev.ringback.ambient.Ids;
import dev.ringback.audit.AuditStore;
import dev.ringback.audit.Author;
import dev.ringback.catalogue.Catalogue;
import dev.ringback.delivery.TestCalls;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.Callback;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Scope;
import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Exchange;
import dev.ringback.http.Operation;
import dev.ringback.http.Problem;
import dev.ringback.http.Routes;
import dev.ringback.profile.CompiledProfile;
import dev.ringback.profile.ProfileToTestJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The two forms of the Test: of a profile as it is saved, and of one as it stands in a form. And the preview of the second, which calls nobody. */
public final class TestRoutes implements Routes {
    private static final String UNSAVED = "/v1/callback-profiles/test";
    private static final String PREVIEW = "/v1/callback-profiles/preview";
    private static final String SAVED = "/v1/callback-profiles/{id}/test";
    private static final int PROFILE_BYTES_MAX = 1 << 20;
    /** For the event, and the names around the data. */
    private static final int MORE_BYTES = 1 << 10;

    private final ProfileToTestJson profiles;
    private final TestDataJson testData;
    private final TestCalls calls;
    private final TestPlaces places;
    private final AuditStore audit;
    private final Limits limits;

    /** What there is to choose from; how large the data may be; ids of this event loop. */
    public record Limits(Catalogue catalogue, int dataBytesMax, Ids ids) {}

    public TestRoutes(ProfileToTestJson profiles, TestCalls calls, TestPlaces places, AuditStore audit, Limits limits) {
        this.profiles = profiles;
        this.calls = calls;
        this.places = places;
        this.audit = audit;
        this.limits = limits;
        this.testData = new TestDataJson(limits.catalogue(), limits.dataBytesMax());
    }

    @Override
    public void mount(Api api) {
        int dataMax = limits.dataBytesMax() + MORE_BYTES;
        Api ignored = api.add(
                        new Operation(HttpMethod.POST, UNSAVED),
                        Scope.ADMIN,
                        PROFILE_BYTES_MAX + dataMax,
                        this::unsaved)
                .add(new Operation(HttpMethod.POST, PREVIEW), Scope.ADMIN, PROFILE_BYTES_MAX + dataMax, this::preview)
                .add(new Operation(HttpMethod.POST, SAVED), Scope.ADMIN, dataMax, this::saved);
    }

    @Override
    public String description() {
        return "openapi/trial.yaml";
    }

    private Future<Answer> saved(Exchange exchange) {
        ProfileId id = exchange.path("id", ProfileId::parse);
        JsonObject body = exchange.body().length() == 0 ? new JsonObject() : exchange.jsonObject();
        TestDataJson.Sent sent = testData.sent(body, exchange.body());
        if (!sent.faults().isEmpty()) {
            throw Problem.invalid(sent.faults()).exception();
        }
        AccountId account = exchange.caller().account();
        return places.within(account, () -> profiles.saved(account, id).compose(profile -> run(profile, true, sent)));
    }

    private Future<Answer> unsaved(Exchange exchange) {
        Unsaved unsaved = read(exchange);
        AccountId account = exchange.caller().account();
        boolean known = unsaved.profile().containsKey("id");
        return places.within(
                account,
                () -> profiles.unsaved(
                                account, unsaved.profile(), unsaved.sent().faults())
                        .compose(compiled -> (known ? told(exchange, compiled) : Future.<Void>succeededFuture())
                                .compose(done -> run(compiled, known, unsaved.sent()))));
    }

    /** Before it is sent: what cannot be told of is not done. */
    private Future<Void> told(Exchange exchange, CompiledProfile profile) {
        return profiles.elsewhere(Author.of(exchange.caller()), profile)
                .compose(
                        change -> change.map(it -> audit.tell(profile.id(), it)).orElseGet(Future::succeededFuture));
    }

    /** So quick that it needs no place. */
    private Future<Answer> preview(Exchange exchange) {
        Unsaved unsaved = read(exchange);
        return profiles.unsaved(
                        exchange.caller().account(),
                        unsaved.profile(),
                        unsaved.sent().faults())
                .map(profile -> previewed(profile, unsaved.sent()));
    }

    private Answer previewed(CompiledProfile profile, TestDataJson.Sent sent) {
        TestDataJson.TestData used =
                testData.used(sent, profile.kept().profile().spec());
        Callback callback = callback(profile, used);
        return Answer.ok(PreviewJson.of(new PreviewJson.Run(
                profile, callback, used.source(), calls.preview(profile, callback), profiles.warnings(profile))));
    }

    /** The fields of a profile, and what was sent beside them. */
    private record Unsaved(JsonObject profile, TestDataJson.Sent sent) {}

    private Unsaved read(Exchange exchange) {
        JsonObject body = exchange.jsonObject();
        JsonObject own = new JsonObject();
        for (String name : new String[] {"event", "data"}) {
            if (body.containsKey(name)) {
                own.put(name, body.getValue(name));
            }
        }
        JsonObject profile = body.copy();
        own.fieldNames().forEach(profile::remove);
        return new Unsaved(profile, testData.sent(own, exchange.body()));
    }

    private Callback callback(CompiledProfile profile, TestDataJson.TestData used) {
        return new Callback(limits.ids().next(), profile.id(), used.event(), used.data(), Instant.MAX);
    }

    private Future<Answer> run(CompiledProfile profile, boolean saved, TestDataJson.Sent sent) {
        TestDataJson.TestData used =
                testData.used(sent, profile.kept().profile().spec());
        Callback callback = callback(profile, used);
        return calls.test(profile, callback)
                .map(tested -> Answer.ok(TestedJson.of(new TestedJson.Run(
                        profile, saved, callback, used.source(), tested, profiles.warnings(profile)))));
    }
}
