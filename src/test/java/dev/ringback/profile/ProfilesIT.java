package dev.ringback.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.audit.Author;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileState;
import dev.ringback.http.ProblemException;
import dev.ringback.http.ProblemType;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What users do to profiles, against a real PostgreSQL. */
class ProfilesIT {
    private static final AccountId OTHER = new AccountId("acc_00000000000000000000000001");
    private static final Author ME = Author.ringback(AccountId.DEFAULT);
    private static final Author STRANGER = Author.ringback(OTHER);
    private static ProfileWorld world;
    private static ProfileWorld.Node node;

    @BeforeAll
    static void open() {
        world = ProfileWorld.open(ProfilesIT.class);
        node = world.node();
        Await.result(world.database()
                .transactions()
                .query("insert into account (id, name, created_at) values ('" + OTHER + "', 'Other', '2026-11-22')")
                .execute());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void whatWasMadeIsReadTheSame() {
        KeptProfile made = create(ProfileJsonTest.full());

        KeptProfile read = Await.result(node.edit().read(AccountId.DEFAULT, made.id()));

        assertThat(ProfileJson.show(read)).isEqualTo(ProfileJson.show(made));
        assertThat(read.profile().secret().key())
                .isEqualTo(made.profile().secret().key());
        assertThat(read.profile().spec()).isEqualTo(made.profile().spec());
        assertThat(read.profile().stamp()).isEqualTo(made.profile().stamp());
    }

    @Test
    void aChangeIsInUseOnItsNodeBeforeTheAnswer() {
        KeptProfile made = create(ProfileJsonTest.sound());
        assertThat(node.profiles().find(made.id())).isPresent();

        patch(made, Optional.empty(), new JsonObject().put("timeout", "3s"));
        assertThat(node.profiles().find(made.id()).orElseThrow().delivery().timeout())
                .isEqualTo(Duration.ofSeconds(3));

        Await.result(node.edit().switchTo(ME, made.id(), ProfileState.DISABLED));
        assertThat(node.profiles().find(made.id()).orElseThrow().isActive()).isFalse();
    }

    @Test
    void aLostUpdateIsRefused() {
        KeptProfile made = create(ProfileJsonTest.sound());
        patch(made, Optional.of(1L), new JsonObject().put("title", "First"));

        Throwable refusal = Await.failure(node.edit().patch(ME, made.id(), Optional.of(1L), renamed("Second")));

        assertThat(type(refusal)).isEqualTo(ProblemType.PRECONDITION_FAILED);
        assertThat(title(made)).isEqualTo("First");
    }

    @Test
    void changesAtTheSameTimeAllCountWithoutAVersion() {
        KeptProfile made = create(ProfileJsonTest.sound());

        Await.result(Future.all(
                node.edit().patch(ME, made.id(), Optional.empty(), renamed("Renamed")),
                node.edit()
                        .patch(
                                ME,
                                made.id(),
                                Optional.empty(),
                                current -> ProfileJson.patched(current, new JsonObject().put("timeout", "7s"))),
                node.edit().switchTo(ME, made.id(), ProfileState.DISABLED)));

        KeptProfile read = Await.result(node.edit().read(AccountId.DEFAULT, made.id()));
        assertThat(read.version()).isEqualTo(4);
        assertThat(read.profile().spec().title()).isEqualTo("Renamed");
        assertThat(read.profile().spec().delivery().timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(read.profile().status().state()).isEqualTo(ProfileState.DISABLED);
    }

    @Test
    void aChangeOfNothingKeepsTheVersion() {
        KeptProfile made = create(ProfileJsonTest.full());

        assertThat(patch(made, Optional.empty(), new JsonObject()).version()).isEqualTo(1);
        assertThat(Await.result(node.edit().switchTo(ME, made.id(), ProfileState.ACTIVE))
                        .version())
                .isEqualTo(1);
    }

    @Test
    void anotherAccountsProfileIsNotThere() {
        KeptProfile made = create(ProfileJsonTest.sound());

        List<Future<?>> tries = List.of(
                node.edit().read(OTHER, made.id()),
                node.edit().patch(STRANGER, made.id(), Optional.empty(), renamed("Stolen")),
                node.edit().switchTo(STRANGER, made.id(), ProfileState.DISABLED),
                node.edit().rotateSecret(STRANGER, made.id()),
                node.edit().delete(STRANGER, made.id(), Optional.empty()));

        tries.forEach(tried -> assertThat(type(Await.failure(tried))).isEqualTo(ProblemType.NOT_FOUND));
        assertThat(title(made)).isEqualTo("Order status");
    }

    @Test
    void secretsAreNotInTheTableInClear() {
        KeptProfile made = create(ProfileJsonTest.full());

        Row row = row(made.id());

        String secret = new String(row.getBuffer("secret").getBytes(), StandardCharsets.ISO_8859_1);
        assertThat(row.getString("spec")).contains("X-Api-Key").doesNotContain("s3cret");
        assertThat(secret)
                .doesNotContain("whsec_", made.profile().secret().text().substring(6));
    }

    @Test
    void aRotationSignsWithBothSecretsForADay() {
        KeptProfile made = create(ProfileJsonTest.sound());

        KeptProfile rotated = Await.result(node.edit().rotateSecret(ME, made.id()));

        CompiledProfile used = node.profiles().find(made.id()).orElseThrow();
        Instant now = rotated.profile().stamp().updatedAt();
        assertThat(used.keysAt(now.plus(Duration.ofHours(23))).secrets())
                .extracting(secret -> secret.text())
                .containsExactly(
                        rotated.profile().secret().text(),
                        made.profile().secret().text());
        assertThat(used.keysAt(now.plus(Duration.ofHours(25))).secrets()).hasSize(1);
        KeptProfile read = Await.result(node.edit().read(AccountId.DEFAULT, made.id()));
        assertThat(read.former().orElseThrow().secret().text())
                .isEqualTo(made.profile().secret().text());
    }

    @Test
    void aDeletedProfileIsGoneButItsRowStays() {
        KeptProfile made = create(ProfileJsonTest.full());

        Await.result(node.edit().delete(ME, made.id(), Optional.empty()));

        assertThat(node.profiles().find(made.id())).isEmpty();
        assertThat(type(Await.failure(node.edit().read(AccountId.DEFAULT, made.id()))))
                .isEqualTo(ProblemType.NOT_FOUND);
        assertThat(Await.result(node.store().readAll(List.of(made.id())))).isEmpty();
        assertThat(row(made.id()).getString("state")).isEqualTo("deleted");
        assertThat(node.cancelled()).contains(made.id());
    }

    @Test
    void aDeletionOfAnOlderVersionIsRefused() {
        KeptProfile made = create(ProfileJsonTest.sound());

        Throwable refusal = Await.failure(node.edit().delete(ME, made.id(), Optional.of(2L)));

        assertThat(type(refusal)).isEqualTo(ProblemType.PRECONDITION_FAILED);
        assertThat(title(made)).isEqualTo("Order status");
    }

    @Test
    void aReceiverThatIsGoneDisablesItsProfileOnce() {
        KeptProfile made = create(ProfileJsonTest.sound());

        assertThat(Await.result(node.autoDisable().disable(AccountId.DEFAULT, made.id(), 1, "410 Gone")))
                .isTrue();
        assertThat(Await.result(node.autoDisable().disable(AccountId.DEFAULT, made.id(), 1, "410 Gone")))
                .isFalse();

        JsonObject shown = ProfileJson.show(Await.result(node.edit().read(AccountId.DEFAULT, made.id())));
        assertThat(shown.getString("state")).isEqualTo("auto_disabled");
        assertThat(shown.getString("state_reason")).isEqualTo("410 Gone");
        assertThat(node.profiles().find(made.id()).orElseThrow().isActive()).isFalse();
    }

    @Test
    void aLateAnswerDoesNotUndoWhatTheUserEnabled() {
        KeptProfile made = create(ProfileJsonTest.sound());
        Await.result(node.autoDisable().disable(AccountId.DEFAULT, made.id(), 1, "410 Gone"));
        KeptProfile enabled = Await.result(node.edit().switchTo(ME, made.id(), ProfileState.ACTIVE));

        assertThat(Await.result(node.autoDisable().disable(AccountId.DEFAULT, made.id(), 1, "410 Gone")))
                .isFalse();

        assertThat(enabled.profile().status().reason()).isEmpty();
        assertThat(Await.result(node.edit().read(AccountId.DEFAULT, made.id()))
                        .profile()
                        .status()
                        .state())
                .isEqualTo(ProfileState.ACTIVE);
    }

    @Test
    void aListIsFilteredAndComesInPagesNewestFirst() {
        List<ProfileId> made = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            JsonObject sent =
                    ProfileJsonTest.sound().put("title", "Paged_" + i).put("method", i % 2 == 0 ? "GET" : "POST");
            made.add(create(sent).id());
        }
        create(ProfileJsonTest.sound().put("title", "Other"));

        List<ProfileId> listed = new ArrayList<>();
        Optional<ProfileId> before = Optional.empty();
        do {
            List<KeptProfile> page = list(titled("pAGED_"), before, 25);
            page.forEach(profile -> listed.add(profile.id()));
            before = page.size() < 25 ? Optional.empty() : Optional.of(listed.get(listed.size() - 1));
        } while (before.isPresent());

        java.util.Collections.reverse(made);
        assertThat(listed).isEqualTo(made);
        assertThat(list(titled("paged%"), Optional.empty(), 100)).isEmpty();
    }

    @Test
    void eachFilterLeavesOutWhatItShould() {
        KeptProfile made = create(ProfileJsonTest.full().put("title", "Filtered"));
        Instant at = made.profile().stamp().createdAt();
        ProfileFilter fits = filter("PUT", "sms", at, at.plusMillis(1));

        assertThat(list(fits, Optional.empty(), 9)).hasSize(1);
        List<ProfileFilter> others = List.of(
                filter("GET", "sms", at, at.plusMillis(1)),
                filter("PUT", "email", at, at.plusMillis(1)),
                filter("PUT", "sms", at.plusMillis(1), at.plusMillis(2)),
                filter("PUT", "sms", at.minusMillis(1), at));
        others.forEach(other -> assertThat(list(other, Optional.empty(), 9)).isEmpty());
        Await.result(node.edit().switchTo(ME, made.id(), ProfileState.DISABLED));
        assertThat(list(fits, Optional.empty(), 9)).isEmpty();
    }

    @Test
    void aRowThatCannotBeReadIsShownAndNotWrittenOver() {
        KeptProfile made = create(ProfileJsonTest.sound());
        Await.result(world.database()
                .transactions()
                .query("update profile set spec = spec || '{\"novelty\": 1}', version = 2 where id = '"
                        + made.id().value() + "'")
                .execute());

        KeptProfile read = Await.result(node.edit().read(AccountId.DEFAULT, made.id()));
        Throwable refusal = Await.failure(node.edit().patch(ME, made.id(), Optional.empty(), renamed("New")));

        assertThat(read.profile().status().state()).isEqualTo(ProfileState.DISABLED);
        assertThat(read.profile().status().reason().orElseThrow()).contains("novelty");
        assertThat(read.profile().spec().title()).isEqualTo("Order status");
        assertThat(type(refusal)).isEqualTo(ProblemType.CONFLICT);
        Await.result(node.edit().delete(ME, made.id(), Optional.empty()));
    }

    private static KeptProfile create(JsonObject sent) {
        return Await.result(node.edit().create(ME, ProfileJson.draft(sent)));
    }

    private static KeptProfile patch(KeptProfile made, Optional<Long> version, JsonObject patch) {
        return Await.result(node.edit().patch(ME, made.id(), version, current -> ProfileJson.patched(current, patch)));
    }

    private static java.util.function.Function<KeptProfile, Draft> renamed(String title) {
        return current -> ProfileJson.patched(current, new JsonObject().put("title", title));
    }

    private static String title(KeptProfile made) {
        return Await.result(node.edit().read(AccountId.DEFAULT, made.id()))
                .profile()
                .spec()
                .title();
    }

    private static List<KeptProfile> list(ProfileFilter filter, Optional<ProfileId> before, int limit) {
        return Await.result(node.store().list(AccountId.DEFAULT, filter, before, limit));
    }

    private static ProfileFilter titled(String title) {
        return new ProfileFilter(
                Optional.of(title),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ProfileFilter filter(String method, String channel, Instant from, Instant to) {
        return new ProfileFilter(
                Optional.of("filtered"),
                Optional.of(Method.valueOf(method)),
                Optional.of(channel),
                Optional.of(ProfileState.ACTIVE),
                Optional.of(from),
                Optional.of(to));
    }

    private static Row row(ProfileId id) {
        return Await.result(world.database()
                        .transactions()
                        .query("select spec::text as spec, secret, state from profile where id = '" + id.value() + "'")
                        .execute())
                .iterator()
                .next();
    }

    private static ProblemType type(Throwable failure) {
        assertThat(failure).isInstanceOf(ProblemException.class);
        return ((ProblemException) failure).problem().type();
    }
}
