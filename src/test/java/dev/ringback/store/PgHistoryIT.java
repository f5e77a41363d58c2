package dev.ringback.store;

import static dev.ringback.store.HistoryRows.CANCELLED;
import static dev.ringback.store.HistoryRows.DELIVERED;
import static dev.ringback.store.HistoryRows.EXPIRED;
import static dev.ringback.store.HistoryRows.FAILED;
import static dev.ringback.store.HistoryRows.NOON;
import static dev.ringback.store.HistoryRows.RETRY;
import static dev.ringback.store.HistoryRows.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.history.CallbackDetail;
import dev.ringback.history.CallbackFilter;
import dev.ringback.history.CallbackState;
import dev.ringback.history.CallbackSummary;
import dev.ringback.history.ListCallbacks;
import dev.ringback.support.Await;
import dev.ringback.support.TestPostgres;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgHistoryIT {
    private static final AccountId OTHER = new AccountId("acc_00000000000000000000000001");
    private static final Duration DAY = Duration.ofDays(1);

    private final Vertx vertx = Vertx.vertx();
    private Database database;
    private HistoryRows rows;
    private ProfileId first;
    private ProfileId second;

    @BeforeEach
    void open() {
        database = TestPostgres.open(vertx, PgHistoryIT.class);
        rows = new HistoryRows(vertx, database);
        rows.account(OTHER.value());
        first = rows.profile("default");
        second = rows.profile("default", "deleted");
    }

    @AfterEach
    void close() {
        Await.result(database.close().eventually(vertx::close));
    }

    @Test
    void listsNewestFirstAcrossProfilesAndDays() {
        var a = rows.callback(first, NOON.minus(DAY));
        var b = rows.callback(second, NOON);
        var c = rows.callback(first, NOON.plus(DAY));
        rows.callback(rows.profile(OTHER.value()), NOON);

        assertThat(ids(list(CallbackFilter.NONE))).containsExactly(c, b, a);
        assertThat(ids(list(profile(first)))).containsExactly(c, a);
    }

    @Test
    void anotherAccountSeesNothing() {
        var id = rows.callback(first, NOON);

        assertThat(Await.result(new ListCallbacks(new PgHistory(database))
                                .page(OTHER, profile(first), Optional.empty(), 10))
                        .callbacks())
                .isEmpty();
        assertThat(Await.result(new PgHistory(database).find(OTHER, id))).isEmpty();
        assertThat(find(id)).isPresent();
    }

    @Test
    void derivesEachStateFromTheBacklogAndTheLatestAttempt() {
        rows.node(NOON.minus(DAY));
        var fresh = rows.callback(first, NOON);
        var retried = tried(RETRY);
        rows.backlog(retried, NOON.plusSeconds(5), false);
        var claimed = rows.callback(second, NOON);
        rows.backlog(claimed, NOON, true);
        var delivered = tried(RETRY, DELIVERED);
        var failed = tried(RETRY, FAILED);
        var expired = tried(EXPIRED);
        var skipped = tried(SKIPPED);
        var cancelled = tried(CANCELLED);
        var failedOnceThenDelivered = tried(FAILED, DELIVERED);
        var failedAndTriedAgain = tried(FAILED);
        rows.backlog(failedAndTriedAgain, NOON, false);
        var failedTwice = tried(FAILED, FAILED);

        assertThat(ids(list(state(CallbackState.WAITING))))
                .containsExactlyInAnyOrder(fresh, retried, claimed, failedAndTriedAgain);
        assertThat(ids(list(state(CallbackState.DELIVERED))))
                .containsExactlyInAnyOrder(delivered, failedOnceThenDelivered);
        assertThat(ids(list(state(CallbackState.FAILED)))).containsExactlyInAnyOrder(failed, expired, failedTwice);
        assertThat(ids(list(state(CallbackState.SKIPPED)))).containsExactly(skipped);
        assertThat(ids(list(state(CallbackState.CANCELLED)))).containsExactly(cancelled);
        assertThat(list(CallbackFilter.NONE))
                .hasSize(11)
                .allSatisfy(callback ->
                        assertThat(find(callback.id()).orElseThrow().summary()).isEqualTo(callback));
    }

    @Test
    void whatStandsInTheBacklogHasItsTime() {
        var id = rows.callback(first, NOON);
        rows.backlog(id, NOON.plusSeconds(5), false);
        var other = rows.callback(first, NOON);

        assertThat(find(id).orElseThrow().summary().dueAt()).contains(NOON.plusSeconds(5));
        assertThat(list(state(CallbackState.WAITING)))
                .extracting(CallbackSummary::dueAt)
                .containsExactly(Optional.of(NOON.plusSeconds(5)));
        assertThat(find(other).orElseThrow().summary().dueAt()).isEmpty();
    }

    @Test
    void tooManyInTheBacklogAreMetByTheirAge() {
        var ids = new ArrayList<CallbackId>();
        for (int i = 0; i < 20; i++) {
            var id = rows.callback(first, NOON.plusSeconds(i));
            ids.add(0, id);
            rows.backlog(id, NOON.minusSeconds(i), i % 5 == 0);
        }
        var history = new PgHistory(database, 10);
        var none = CallbackFilter.NONE;
        var ofProfile = new CallbackFilter(
                Optional.of(first),
                Optional.of(CallbackState.WAITING),
                none.event(),
                none.reference(),
                none.from(),
                none.to());

        assertThat(pages(history, ofProfile, 3)).isEqualTo(ids);
        assertThat(pages(new PgHistory(database), ofProfile, 3)).isEqualTo(ids);
        assertThat(pages(new PgHistory(database), state(CallbackState.WAITING), 3))
                .isEqualTo(ids);
    }

    /** Among hundreds of others' by id it would be met only after all of those. */
    @Test
    void aSmallAccountFindsItsOwnInEachStateAmongAll() {
        var own = rows.profile(OTHER.value());
        var delivered = rows.callback(own, NOON.minus(DAY));
        rows.attempt(delivered, 1, 1, DELIVERED);
        var failed = rows.callback(own, NOON.minus(DAY));
        rows.attempt(failed, 1, 1, FAILED);
        var waiting = rows.callback(own, NOON.minus(DAY));
        rows.backlog(waiting, NOON.plusSeconds(5), false);
        for (int i = 0; i < 40; i++) {
            rows.attempt(rows.callback(first, NOON), 1, 1, i % 2 == 0 ? FAILED : DELIVERED);
        }
        var history = new PgHistory(database);

        assertThat(pages(history, CallbackFilter.NONE, 2, OTHER)).containsExactly(waiting, failed, delivered);
        assertThat(pages(history, state(CallbackState.WAITING), 2, OTHER)).containsExactly(waiting);
        assertThat(pages(history, state(CallbackState.FAILED), 2, OTHER)).containsExactly(failed);
        assertThat(pages(history, state(CallbackState.DELIVERED), 2, OTHER)).containsExactly(delivered);
    }

    @Test
    void filtersCombine() {
        var wanted = rows.callback(first, NOON, "sms_send", "A-1", "{}");
        rows.attempt(wanted, 1, 1, FAILED);
        var delivered = rows.callback(first, NOON, "sms_send", "A-1", "{}");
        rows.attempt(delivered, 1, 1, DELIVERED);
        var otherEvent = rows.callback(first, NOON, "sms_receive", "A-1", "{}");
        rows.attempt(otherEvent, 1, 1, FAILED);
        var otherReference = rows.callback(first, NOON, "sms_send", "A-2", "{}");
        rows.attempt(otherReference, 1, 1, FAILED);
        var otherProfile = rows.callback(second, NOON, "sms_send", "A-1", "{}");
        rows.attempt(otherProfile, 1, 1, FAILED);
        var older = rows.callback(first, NOON.minusSeconds(1), "sms_send", "A-1", "{}");
        rows.attempt(older, 1, 1, FAILED);
        var later = rows.callback(first, NOON.plusSeconds(1), "sms_send", "A-1", "{}");
        rows.attempt(later, 1, 1, FAILED);

        assertThat(ids(list(filter(first, CallbackState.FAILED, "sms_send", "A-1"))))
                .containsExactly(wanted);
        assertThat(ids(list(filter(first, CallbackState.DELIVERED, "sms_send", "A-1"))))
                .containsExactly(delivered);
        assertThat(ids(list(filter(first, CallbackState.FAILED, "sms_receive", "A-1"))))
                .containsExactly(otherEvent);
        assertThat(ids(list(filter(first, CallbackState.FAILED, "sms_send", "A-2"))))
                .containsExactly(otherReference);
        assertThat(ids(list(filter(second, CallbackState.FAILED, "sms_send", "A-1"))))
                .containsExactly(otherProfile);
    }

    @Test
    void pagesMeetEachCallbackOnceInEveryState() {
        rows.node(NOON.minusSeconds(1));
        var made = new ArrayList<CallbackId>();
        var verdicts = List.of(RETRY, DELIVERED, FAILED, SKIPPED, CANCELLED, EXPIRED);
        for (int i = 0; i < 60; i++) {
            var id = rows.callback(i % 3 == 0 ? first : second, NOON.plusSeconds(i / 2));
            made.add(0, id);
            rows.attempt(id, 1, 1, verdicts.get(i % verdicts.size()));
        }
        var history = new PgHistory(database);

        assertThat(pages(history, CallbackFilter.NONE, 7)).isEqualTo(made);
        for (var state : CallbackState.values()) {
            assertThat(pages(history, state(state), 3))
                    .as(state.word())
                    .hasSize(state == CallbackState.FAILED ? 20 : 10)
                    .isSubsetOf(made)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void oneCallbackHasItsDataAsItCameAndItsTries() {
        var data = "{\"nul\":\"\\u0000\", \"lone\":\"\\ud800\",  \"twice\":1, \"twice\":2, \"n\":1e400}";
        var id = rows.callback(first, NOON, "sms_send", "A-1", data);
        rows.attempt(id, 1, 1, RETRY);
        rows.excerpts(id, 1, "refused", "POST / HTTP/1.1", "HTTP/1.1 503");
        rows.attempt(id, 2, 0, EXPIRED);

        var detail = find(id).orElseThrow();

        assertThat(new String(detail.data(), StandardCharsets.UTF_8)).isEqualTo(data);
        assertThat(detail.error()).contains("expired");
        assertThat(detail.tries()).hasSize(1);
        CallbackDetail.Try only = detail.tries().get(0);
        assertThat(only.number()).isEqualTo(1);
        assertThat(only.outcome()).isEqualTo(OutcomeKind.ANSWERED);
        assertThat(only.httpStatus()).isEqualTo(503);
        assertThat(only.took()).isEqualTo(Duration.ofMillis(212));
        assertThat(only.error()).contains("refused");
        assertThat(only.request().bytes()).asString(StandardCharsets.UTF_8).isEqualTo("POST / HTTP/1.1");
        assertThat(only.answer().bytes()).asString(StandardCharsets.UTF_8).isEqualTo("HTTP/1.1 503");
    }

    private CallbackId tried(int... verdicts) {
        var id = rows.callback(first, NOON);
        for (int i = 0; i < verdicts.length; i++) {
            rows.attempt(id, i + 1, verdicts[i] > FAILED ? 0 : 1, verdicts[i]);
        }
        return id;
    }

    private Optional<CallbackDetail> find(CallbackId id) {
        return Await.result(new PgHistory(database).find(AccountId.DEFAULT, id));
    }

    private List<CallbackSummary> list(CallbackFilter filter) {
        var page = Await.result(
                new ListCallbacks(new PgHistory(database)).page(AccountId.DEFAULT, filter, Optional.empty(), 100));
        assertThat(page.next()).isEmpty();
        return page.callbacks();
    }

    private static List<CallbackId> pages(PgHistory history, CallbackFilter filter, int limit) {
        return pages(history, filter, limit, AccountId.DEFAULT);
    }

    private static List<CallbackId> pages(PgHistory history, CallbackFilter filter, int limit, AccountId account) {
        var ids = new ArrayList<CallbackId>();
        var next = Optional.<CallbackId>empty();
        do {
            var page = Await.result(new ListCallbacks(history).page(account, filter, next, limit));
            ids.addAll(ids(page.callbacks()));
            next = page.next();
        } while (next.isPresent());
        return ids;
    }

    private static List<CallbackId> ids(List<CallbackSummary> callbacks) {
        return callbacks.stream().map(CallbackSummary::id).toList();
    }

    private static CallbackFilter profile(ProfileId profile) {
        var none = CallbackFilter.NONE;
        return new CallbackFilter(
                Optional.of(profile), none.state(), none.event(), none.reference(), none.from(), none.to());
    }

    private static CallbackFilter state(CallbackState state) {
        var none = CallbackFilter.NONE;
        return new CallbackFilter(
                none.profile(), Optional.of(state), none.event(), none.reference(), none.from(), none.to());
    }

    /** From noon, and within the second. */
    private static CallbackFilter filter(ProfileId profile, CallbackState state, String event, String reference) {
        return new CallbackFilter(
                Optional.of(profile),
                Optional.of(state),
                Optional.of(event),
                Optional.of(reference),
                Optional.of(NOON),
                Optional.of(NOON.plusSeconds(1)));
    }
}
