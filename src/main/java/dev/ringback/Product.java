package dev.ringback;

import dev.ringback.domain.NodeId;
import dev.ringback.http.Readiness;
import dev.ringback.inbox.InboxAddress;
import dev.ringback.live.LiveFeed;
import dev.ringback.profile.CompiledProfile;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;

/** The node as the product runs it: on PostgreSQL and a directory of its own, behind HTTP. */
final class Product implements Outside {
    private final Ground ground;
    private final OpenStore store;
    private final Entrance entrance;
    private final LiveFeed live;
    private final Promise<Web> web = Promise.promise();

    private Product(Ground ground, OpenStore store) {
        this.ground = ground;
        this.store = store;
        this.entrance = Entrance.of(ground, store);
        this.live = new LiveFeed(ground.settings().http().liveStreamsMax());
    }

    /** Its node, and what it shows to those in the same process. */
    record Running(Node node, Web web) {}

    /** Completes when it is ready for requests. */
    static Future<Running> start(Ground ground) {
        return OpenStore.open(ground).compose(store -> {
            Product product = new Product(ground, store);
            return Node.start(ground, product)
                    .compose(node -> product.web.future().map(web -> new Running(node, web)));
        });
    }

    @Override
    public Ports ports() {
        return new PgPorts(ground, store, live);
    }

    @Override
    public Future<?> prepare() {
        return FirstKey.ensure(ground, store)
                .compose(made -> entrance.firstAdmin(ground.settings().bootstrap()));
    }

    @Override
    public Optional<NodeId> lastRun() {
        return store.dir().lastRun();
    }

    @Override
    public Future<Void> remember(NodeId run) {
        return store.dir().remember(run);
    }

    @Override
    public Face face(Shared shared, Readiness readiness) {
        live.knowAccounts(id -> shared.profiles().all().find(id).map(CompiledProfile::account));
        InboxAddress inbox = InboxAddress.below(Launch.url(ground.settings()));
        Web made = new Web(
                ground,
                store,
                shared,
                inbox,
                readiness,
                Web.Page.of(
                        ground, store, entrance, live, () -> shared.licence().node()));
        web.complete(made);
        return made;
    }

    @Override
    public Future<Void> close() {
        return store.close();
    }
}
