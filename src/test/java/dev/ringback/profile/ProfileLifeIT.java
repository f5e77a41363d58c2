package dev.ringback.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.audit.Action;
import dev.ringback.audit.AuditFilter;
import dev.ringback.audit.Author;
import dev.ringback.audit.Entry;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileState;
import dev.ringback.http.ProblemException;
import dev.ringback.http.ProblemType;
import dev.ringback.store.PgAudit;
import dev.ringback.support.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Copies of profiles, since when a profile is as it is, and who changed what. */
class ProfileLifeIT {
    private static final KeyId KEY = new KeyId(new UUID(0x0190_0000_0000_7000L, 7));
    private static final Author ME = new Author(AccountId.DEFAULT, Optional.of(KEY));
    private static ProfileWorld world;
    private static ProfileWorld.Node node;
    private static PgAudit audit;

    @BeforeAll
    static void open() {
        world = ProfileWorld.open(ProfileLifeIT.class);
        node = world.node();
        audit = new PgAudit(world.database());
        execute("insert into api_key (id, account_id, title, hash, hint, scopes, created_at) values ('" + KEY.value()
                + "', 'default', 'Ana', decode(repeat('00', 32), 'hex'), 'x', '{admin}', '2026-11-22')");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void aCopyHasTheSecretsOfItsHeadersAndASigningSecretOfItsOwn() {
        KeptProfile original = create(ProfileJsonTest.full().put("title", "Original"));

        KeptProfile copy = Await.result(node.edit().duplicate(ME, original.id(), Optional.empty()));

        assertThat(copy.id()).isNotEqualTo(original.id());
        assertThat(copy.profile().spec().title()).isEqualTo("Original copy");
        assertThat(copy.profile().spec().request())
                .isEqualTo(original.profile().spec().request());
        assertThat(copy.profile().secret().text())
                .isNotEqualTo(original.profile().secret().text());
        assertThat(copy.profile().status().state()).isEqualTo(ProfileState.DISABLED);
        KeptProfile read = Await.result(node.edit().read(AccountId.DEFAULT, copy.id()));
        assertThat(read.profile().spec()).isEqualTo(copy.profile().spec());
        assertThat(node.profiles().find(copy.id()).orElseThrow().isActive()).isFalse();
        assertThat(ProfileJson.show(read).getString("state_reason"))
                .isEqualTo("It is a copy of " + original.id() + "; enable it when it is ready.");
        Await.result(node.edit().switchTo(ME, copy.id(), ProfileState.ACTIVE));
        assertThat(node.profiles().find(copy.id()).orElseThrow().isActive()).isTrue();
    }

    @Test
    void aCopyMayHaveATitleOfItsOwn() {
        KeptProfile original = create(ProfileJsonTest.sound().put("title", "Titled"));

        KeptProfile named = Await.result(node.edit().duplicate(ME, original.id(), Optional.of("Other")));
        KeptProfile second = Await.result(node.edit().duplicate(ME, named.id(), Optional.empty()));
        KeptProfile third = Await.result(node.edit().duplicate(ME, second.id(), Optional.empty()));

        assertThat(named.profile().spec().title()).isEqualTo("Other");
        assertThat(second.profile().spec().title()).isEqualTo("Other copy");
        assertThat(third.profile().spec().title()).isEqualTo("Other copy 2");
        assertThat(CopyTitle.of("x".repeat(100))).hasSize(100).endsWith("x copy");
        assertThat(problem(Await.failure(node.edit().duplicate(ME, world.unknownId(), Optional.empty()))))
                .isEqualTo(ProblemType.NOT_FOUND);
    }

    @Test
    void theStateSaysSinceWhenItIsSo() {
        KeptProfile made = create(ProfileJsonTest.sound().put("title", "Since"));
        KeptProfile renamed = Await.result(node.edit()
                .patch(
                        ME,
                        made.id(),
                        Optional.empty(),
                        current -> ProfileJson.patched(current, new JsonObject().put("timeout", "3s"))));
        assertThat(renamed.profile().status().since())
                .isEqualTo(made.profile().status().since());

        Await.result(node.autoDisable().disable(AccountId.DEFAULT, made.id(), 2, "the receiver answered 410 (Gone)"));
        JsonObject off = ProfileJson.show(Await.result(node.edit().read(AccountId.DEFAULT, made.id())));
        JsonObject on = ProfileJson.show(Await.result(node.edit().switchTo(ME, made.id(), ProfileState.ACTIVE)));

        assertThat(off.getString("state")).isEqualTo("auto_disabled");
        assertThat(off.getString("state_reason")).isEqualTo("the receiver answered 410 (Gone)");
        assertThat(Instant.parse(off.getString("state_changed_at")))
                .isAfter(made.profile().status().since().minusMillis(1));
        assertThat(on.getString("state_reason")).isNull();
        assertThat(Instant.parse(on.getString("state_changed_at")))
                .isAfterOrEqualTo(Instant.parse(off.getString("state_changed_at")));
    }

    @Test
    void eachChangeIsWrittenWithWhoMadeItAndWhatItMade() {
        KeptProfile made = create(ProfileJsonTest.full().put("title", "Watched"));
        changeInEachWay(made);
        List<Entry> entries = changes(made.id());

        assertThat(entries.stream().map(entry -> entry.change().action()))
                .containsExactly(
                        Action.PROFILE_DELETED,
                        Action.PROFILE_AUTO_DISABLED,
                        Action.PROFILE_SECRET_ROTATED,
                        Action.PROFILE_ENABLED,
                        Action.PROFILE_DISABLED,
                        Action.PROFILE_CHANGED,
                        Action.PROFILE_CREATED);
        assertThat(entries.get(0).byTitle()).isEqualTo("Ana");
        assertThat(entries.get(0).change().by()).isEqualTo(ME);
        assertThat(entries.get(1).change().by()).isEqualTo(Author.ringback(AccountId.DEFAULT));
        assertThat(entries.get(0).subject().title()).isEqualTo("Watched well");
        assertThat(entries.get(6).subject().title()).isEqualTo("Watched");
        assertThat(fields(entries.get(5)))
                .isEqualTo("[{\"field\":\"title\",\"before\":\"Watched\",\"after\":\"Watched well\"},"
                        + "{\"field\":\"timeout\",\"before\":\"1500ms\",\"after\":\"2s\"}]");
        assertThat(fields(entries.get(4)))
                .isEqualTo("[{\"field\":\"state\",\"before\":\"active\",\"after\":\"disabled\"}]");
        assertThat(fields(entries.get(2))).isEqualTo("[{\"field\":\"secret\",\"before\":\"••••\",\"after\":\"••••\"}]");
        assertThat(Await.result(audit.knows(AccountId.DEFAULT, made.id()))).isTrue();
    }

    private static void changeInEachWay(KeptProfile made) {
        ProfileId id = made.id();
        Await.result(node.edit()
                .patch(
                        ME,
                        id,
                        Optional.empty(),
                        current -> ProfileJson.patched(
                                current, new JsonObject().put("timeout", "2s").put("title", "Watched well"))));
        Await.result(node.edit().switchTo(ME, id, ProfileState.DISABLED));
        Await.result(node.edit().switchTo(ME, id, ProfileState.DISABLED));
        Await.result(node.edit().switchTo(ME, id, ProfileState.ACTIVE));
        KeptProfile rotated = Await.result(node.edit().rotateSecret(ME, id));
        Await.result(node.autoDisable().disable(AccountId.DEFAULT, id, rotated.version(), "gone"));
        Await.result(node.edit().delete(ME, id, Optional.empty()));
    }

    @Test
    void noSecretIsWrittenAndLongTextsAreCut() {
        KeptProfile made = create(ProfileJsonTest.full().put("title", "Secretive"));
        JsonObject header = new JsonObject().put("name", "X-Key").put("secret", true);
        JsonObject body = new JsonObject().put("type", "json").put("template", "\"" + "x".repeat(4998) + "\"");
        patch(made, "headers", new JsonArray().add(header.copy().put("value", "another s3cret")));
        patch(made, "headers", new JsonArray().add(header.copy().put("value", "third s3cret")));
        patch(made, "body", body);

        List<Entry> entries = changes(made.id());

        assertThat(entries).hasSize(4).noneMatch(entry -> fields(entry).contains("s3cret"));
        assertThat(fields(entries.get(1))).contains("\"field\":\"headers\"").contains("••••");
        assertThat(fields(entries.get(0))).hasSizeLessThan(3000).contains("… (5000 characters)");
    }

    @Test
    void changesAreFoundByWhoMadeThemAndForgottenInTime() {
        KeptProfile made = create(ProfileJsonTest.sound().put("title", "Found"));
        AuditFilter mine = new AuditFilter(
                Optional.of(made.id()),
                Optional.of(KEY),
                Optional.of(Action.PROFILE_CREATED),
                Optional.of(Instant.EPOCH),
                Optional.of(Instant.parse("2100-01-01T00:00:00Z")));
        assertThat(Await.result(audit.list(AccountId.DEFAULT, mine, Optional.empty(), 10)))
                .hasSize(1);
        assertThat(Await.result(audit.list(new AccountId("acc_x"), mine, Optional.empty(), 10)))
                .isEmpty();

        execute("insert into audit (id, account_id, happened_at, action, subject, subject_id, title, changes) "
                + "select ('01000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'default', '2001-01-01', "
                + "'profile.created', 'profile', gen_random_uuid(), 'Old', '[]' from generate_series(1, 2500) n");
        Instant oldest = made.profile().stamp().createdAt().minus(Duration.ofDays(1));

        assertThat(Await.result(audit.dropOlder(oldest))).isEqualTo(2500);
        assertThat(changes(made.id())).hasSize(1);
    }

    private static void patch(KeptProfile made, String field, Object value) {
        JsonObject patch = new JsonObject().put(field, value);
        Await.result(
                node.edit().patch(ME, made.id(), Optional.empty(), current -> ProfileJson.patched(current, patch)));
    }

    private static List<Entry> changes(ProfileId id) {
        return Await.result(audit.list(AccountId.DEFAULT, AuditFilter.of(id), Optional.empty(), 100));
    }

    private static String fields(Entry entry) {
        JsonArray sorted = new JsonArray(entry.change().fields());
        JsonArray plain = new JsonArray();
        sorted.forEach(each -> {
            JsonObject field = (JsonObject) each;
            plain.add(new JsonObject()
                    .put("field", field.getValue("field"))
                    .put("before", field.getValue("before"))
                    .put("after", field.getValue("after")));
        });
        return plain.encode();
    }

    private static KeptProfile create(JsonObject sent) {
        return Await.result(node.edit().create(ME, ProfileJson.draft(sent)));
    }

    private static void execute(String statement) {
        Await.result(world.database().transactions().query(statement).execute());
    }

    private static ProblemType problem(Throwable failure) {
        return ((ProblemException) failure).problem().type();
    }
}
