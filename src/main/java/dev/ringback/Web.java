package dev.ringback;

import dev.ringback.account.AccountRoutes;
import dev.ringback.account.ApiKey;
import dev.ringback.account.ApiKeyRoutes;
import dev.ringback.account.EditKeys;
import dev.ringback.account.Means;
import dev.ringback.ambient.Ambient;
import dev.ringback.backlog.CancelWaiting;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.flow.Trouble;
import dev.ringback.history.HistoryRoutes;
import dev.ringback.http.Api;
import dev.ringback.http.Authentication;
import dev.ringback.http.Bodies;
import dev.ringback.http.Edge;
import dev.ringback.http.HealthRoutes;
import dev.ringback.http.OpenApi;
import dev.ringback.http.Readiness;
import dev.ringback.http.Routes;
import dev.ringback.http.Site;
import dev.ringback.intake.Submit;
import dev.ringback.intake.SubmitRoutes;
import dev.ringback.page.PageRoutes;
import dev.ringback.profile.CheckProfile;
import dev.ringback.profile.EditProfiles;
import dev.ringback.profile.ProfileRoutes;
import dev.ringback.store.PgAccounts;
import dev.ringback.store.PgApiKeys;
import dev.ringback.store.PgBacklog;
import dev.ringback.store.PgHistory;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** All that the node offers over HTTP, made anew for each event loop. */
record Web(Ground ground, OpenStore store, Shared shared, Readiness readiness) {

    Site site(Ambient ambient, Submit submit) {
        List<Routes> routes = new ArrayList<>();
        routes.add(new SubmitRoutes(submit, ground.settings().intake()));
        routes.add(new HistoryRoutes(new PgHistory(store.database())));
        routes.add(profiles());
        routes.addAll(accounts());
        routes.add(new HealthRoutes(readiness, ground.registry()));
        routes.add(new PageRoutes());
        routes.add(OpenApi.of(routes));
        return Api.of(ground.vertx(), edge(ambient), routes).site();
    }

    private Edge edge(Ambient ambient) {
        PgApiKeys keys = new PgApiKeys(store.database());
        Authentication authentication = new Authentication(
                hash -> keys.withHash(hash).map(found -> found.map(ApiKey::caller)),
                shared.edges().revocations(),
                ambient.clock());
        Bodies bodies = new Bodies(shared.edges().bodies(), ambient.clock(), ambient.timers());
        return new Edge(authentication, bodies, ambient.random(), Web::passes);
    }

    private List<Routes> accounts() {
        Means means = Shared.means(ground);
        return List.of(
                new AccountRoutes(
                        new PgAccounts(store.database()), means, shared.edges().revocations()),
                new ApiKeyRoutes(new EditKeys(
                        new PgApiKeys(store.database()), means, shared.edges().revocations())));
    }

    EditProfiles editProfiles() {
        CheckProfile check = new CheckProfile(
                ground.catalogue(),
                this::isAllowed,
                Duration.ofDays(ground.settings().storage().retentionDays()));
        return new EditProfiles(
                new EditProfiles.Node(
                        ground.ambient().clock(),
                        ground.ambient().ids(),
                        ground.ambient().secrets()),
                shared.profiles().store(),
                shared.profiles().all(),
                check,
                new CancelWaiting(
                        new PgBacklog(store.database().statements()),
                        shared.licence(),
                        ground.ambient().clock()));
    }

    private ProfileRoutes profiles() {
        return new ProfileRoutes(editProfiles(), shared.profiles().store());
    }

    private boolean isAllowed(String url) {
        return ground.settings().delivery().allowPrivateNetworks();
    }

    boolean isOwnInbox(RenderedRequest request) {
        return false;
    }

    /** The database is away, or was a moment ago. */
    private static boolean passes(Throwable failure) {
        if (failure instanceof PgException refusal) {
            String state = String.valueOf(refusal.getSqlState());
            return state.startsWith("57") || state.startsWith("53") || state.startsWith("08");
        }
        return failure instanceof Trouble
                || failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof VertxException;
    }
}
