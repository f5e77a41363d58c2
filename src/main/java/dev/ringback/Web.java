package dev.ringback;

import dev.ringback.account.AccountRoutes;
import dev.ringback.account.ApiKeyRoutes;
import dev.ringback.account.EditKeys;
import dev.ringback.account.Means;
import dev.ringback.ambient.Ambient;
import dev.ringback.audit.AuditRoutes;
import dev.ringback.backlog.CancelWaiting;
import dev.ringback.bus.Addresses;
import dev.ringback.catalogue.ChannelRoutes;
import dev.ringback.cluster.engine.Gathering;
import dev.ringback.delivery.HttpReceivers;
import dev.ringback.delivery.Receivers;
import dev.ringback.delivery.TestCalls;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.flow.Trouble;
import dev.ringback.history.HistoryRoutes;
import dev.ringback.http.Api;
import dev.ringback.http.Authentication;
import dev.ringback.http.Bodies;
import dev.ringback.http.Edge;
import dev.ringback.http.HealthRoutes;
import dev.ringback.http.HttpVerticle;
import dev.ringback.http.OpenApi;
import dev.ringback.http.Readiness;
import dev.ringback.http.Routes;
import dev.ringback.http.Site;
import dev.ringback.inbox.EditInboxes;
import dev.ringback.inbox.InboxAddress;
import dev.ringback.inbox.InboxRoutes;
import dev.ringback.inbox.InboxVerticle;
import dev.ringback.inbox.ReceiveRequests;
import dev.ringback.inbox.RecordRequests;
import dev.ringback.inbox.TrimInboxes;
import dev.ringback.intake.Submit;
import dev.ringback.intake.SubmitRoutes;
import dev.ringback.live.LiveFeed;
import dev.ringback.live.LiveRoutes;
import dev.ringback.live.LiveVerticle;
import dev.ringback.live.ReadSystem;
import dev.ringback.live.StreamPlaces;
import dev.ringback.live.SystemRoutes;
import dev.ringback.metrics.Pulse;
import dev.ringback.page.PageRoutes;
import dev.ringback.profile.CheckProfile;
import dev.ringback.profile.EditProfiles;
import dev.ringback.profile.JwksRoutes;
import dev.ringback.profile.ProfileRoutes;
import dev.ringback.profile.ProfileToTestJson;
import dev.ringback.replay.ChangeCallback;
import dev.ringback.replay.ReplayRoutes;
import dev.ringback.replay.StartReplay;
import dev.ringback.report.ReportVerticle;
import dev.ringback.store.Passing;
import dev.ringback.store.PgAccounts;
import dev.ringback.store.PgApiKeys;
import dev.ringback.store.PgAudit;
import dev.ringback.store.PgBacklog;
import dev.ringback.store.PgCallbackChanges;
import dev.ringback.store.PgHistory;
import dev.ringback.store.PgInboxRequests;
import dev.ringback.store.PgInboxes;
import dev.ringback.store.PgNodes;
import dev.ringback.store.PgReplays;
import dev.ringback.store.PgSystem;
import dev.ringback.trial.TestRoutes;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All that the node offers, and calls, over HTTP, made anew for each event loop. */
record Web(Ground ground, OpenStore store, Shared shared, InboxAddress inbox, Readiness readiness, Page page)
        implements Face {
    /** What may wait on one event loop to be written into inboxes. */
    private static final int INBOX_REQUESTS_MAX = 5000;

    private static final long INBOX_BYTES_MAX = 16 << 20;

    /** What the page needs beside the API: who gets in, and what passes by. */
    record Page(Entrance entrance, LiveFeed live, ReadSystem system, StreamPlaces streams) {
        static Page of(Ground ground, OpenStore store, Entrance entrance, LiveFeed live, Supplier<NodeId> node) {
            var clock = ground.ambient().clock();
            ReadSystem system = new ReadSystem(
                    new PgSystem(store.database()),
                    PgNodes.shared(store.database()),
                    new ReadSystem.Here(
                            node, new Pulse(ground.registry(), clock), Ringback.version(), ground.between()),
                    clock);
            return new Page(
                    entrance,
                    live,
                    system,
                    new StreamPlaces(ground.settings().http().liveStreamsMax()));
        }
    }

    @Override
    public VerticleBase door(Ambient ambient, Submit submit) {
        var settings = ground.settings();
        return new HttpVerticle(
                settings.http().host(),
                settings.http().port(),
                settings.node().stopGrace(),
                () -> site(ambient, submit));
    }

    @Override
    public Receivers receivers(Ambient ambient) {
        return new HttpReceivers(ground.vertx(), ground.settings().delivery(), ambient.clock());
    }

    @Override
    public Deployable upkeep() {
        ReportVerticle reports = reports().verticle();
        return new Deployable() {
            @Override
            public Future<?> deploy(Context context) throws Exception {
                new Upkeep(ground, store, shared).start(page.entrance().sessions());
                return Future.join(
                        trimInboxes(context).deploy(context),
                        reports.deploy(context),
                        new LiveVerticle(ground.between(), page.live(), page.system()).deploy(context));
            }

            @Override
            public Future<?> undeploy(Context context) throws Exception {
                return reports.undeploy(context);
            }
        };
    }

    private InboxVerticle trimInboxes(Context context) {
        return new InboxVerticle(() -> new TrimInboxes(
                new PgInboxRequests(store.database()),
                ground.ambient().clock(),
                ground.ambient().on(context).timers()));
    }

    Reports reports() {
        return new Reports(ground, store, shared);
    }

    private Site site(Ambient ambient, Submit submit) {
        List<Routes> routes = new ArrayList<>();
        routes.add(new SubmitRoutes(submit, ground.settings().intake()));
        routes.add(new HistoryRoutes(new PgHistory(store.database())));
        routes.add(new ChannelRoutes(ground.catalogue()));
        routes.add(replays());
        routes.addAll(reports().routes(ambient));
        routes.add(profiles());
        routes.add(new JwksRoutes(shared.profiles().all(), ground.ambient().clock()));
        routes.add(tests());
        routes.add(new AuditRoutes(new PgAudit(store.database())));
        routes.addAll(accounts());
        routes.addAll(page.entrance()
                .routes(store, Shared.means(ground), shared.edges().revocations()));
        routes.add(new HealthRoutes(readiness, ground.registry()));
        routes.add(inboxes(ambient));
        routes.add(new LiveRoutes(page.live(), ambient.timers(), readiness));
        routes.add(new SystemRoutes(page.system(), page.streams(), ambient.timers(), here()));
        routes.add(new PageRoutes());
        routes.add(OpenApi.of(routes));
        return Api.of(ground.vertx(), edge(ambient), routes).site();
    }

    private SystemRoutes.Here here() {
        return new SystemRoutes.Here(
                () -> shared.licence().node(),
                readiness,
                Ringback.version(),
                () -> ground.engine().gathering().flatMap(Gathering::trouble),
                id -> shared.profiles()
                        .all()
                        .find(id)
                        .map(profile -> new SystemRoutes.Receiver(
                                profile.account(),
                                profile.kept().profile().spec().title(),
                                shared.flow().pauses().of(id))));
    }

    private Edge edge(Ambient ambient) {
        Authentication authentication = new Authentication(
                page.entrance().lookup(), shared.edges().revocations(), ambient.clock(), ambient.timers());
        Bodies bodies = new Bodies(shared.edges().bodies(), ambient.clock(), ambient.timers());
        return new Edge(
                authentication, bodies, ambient.random(), failure -> failure instanceof Trouble || Passing.is(failure));
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
        return new EditProfiles(
                lent(),
                shared.profiles().store(),
                shared.profiles().all(),
                checkProfile(),
                new CancelWaiting(
                        PgBacklog.shared(store.database()),
                        shared.licence(),
                        ground.ambient().clock()));
    }

    private CheckProfile checkProfile() {
        return new CheckProfile(
                ground.catalogue(),
                ground.settings().delivery().reach(),
                inbox::isOwn,
                Duration.ofDays(ground.settings().storage().retentionDays()));
    }

    private EditProfiles.Node lent() {
        return new EditProfiles.Node(
                ground.ambient().clock(),
                ground.ambient().ids(),
                ground.ambient().secrets());
    }

    private TestRoutes tests() {
        ProfileToTestJson profiles = new ProfileToTestJson(editProfiles(), checkProfile(), lent());
        TestCalls calls = new TestCalls(
                ground.vertx(),
                ground.settings().delivery(),
                ground.ambient().clock(),
                new TestCalls.Caller(
                        this::isOwnInbox,
                        Wiring.USER_AGENT,
                        ground.ambient().secrets().chance()));
        TestRoutes.Limits limits = new TestRoutes.Limits(
                ground.catalogue(),
                ground.settings().intake().callbackBytesMax(),
                ground.ambient().ids());
        return new TestRoutes(profiles, calls, shared.edges().tests(), new PgAudit(store.database()), limits);
    }

    private ReplayRoutes replays() {
        Duration retention = Duration.ofDays(ground.settings().storage().retentionDays());
        ChangeCallback change = new ChangeCallback(
                PgCallbackChanges.shared(store.database()),
                new PgHistory(store.database()),
                shared.licence(),
                ground.ambient().clock(),
                new ChangeCallback.Terms(retention, this::backlogHasWork));
        StartReplay start = new StartReplay(
                PgReplays.shared(store.database()),
                shared.profiles().store(),
                ground.ambient().ids(),
                ground.ambient().clock(),
                retention);
        return new ReplayRoutes(change, start);
    }

    private void backlogHasWork() {
        ground.bus().send(Addresses.BACKLOG, new Addresses.BacklogHasWork());
    }

    private ProfileRoutes profiles() {
        return new ProfileRoutes(editProfiles(), shared.profiles().store());
    }

    private InboxRoutes inboxes(Ambient ambient) {
        PgInboxes inboxes = new PgInboxes(store.database());
        PgInboxRequests requests = new PgInboxRequests(store.database());
        RecordRequests recorder = new RecordRequests(requests, INBOX_REQUESTS_MAX, INBOX_BYTES_MAX);
        ReceiveRequests receiver = new ReceiveRequests(
                inboxes,
                recorder,
                new ReceiveRequests.Loop(ambient.clock(), ground.ambient().ids(), ambient.timers()));
        return new InboxRoutes(editInboxes(), receiver, inbox);
    }

    EditInboxes editInboxes() {
        return new EditInboxes(
                new PgInboxes(store.database()),
                new PgInboxRequests(store.database()),
                ground.ambient().clock(),
                ground.ambient().ids());
    }

    @Override
    public boolean isOwnInbox(RenderedRequest request) {
        return inbox.isOwn(request.origin().host(), request.origin().port(), request.target());
    }
}
