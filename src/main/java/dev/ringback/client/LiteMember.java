package dev.ringback.client;

import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Completable;
import io.vertx.core.Promise;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/** Membership in a Hazelcast that was started before the Vert.x, and ends with it. */
final class LiteMember extends HazelcastClusterManager {
    private final HazelcastInstance hazelcast;

    LiteMember(HazelcastInstance hazelcast) {
        super(hazelcast);
        this.hazelcast = hazelcast;
    }

    @Override
    public void leave(Completable<Void> done) {
        Promise<Void> left = Promise.promise();
        super.leave(left);
        var unused = left.future()
                .onComplete(end -> JoinCluster.apart(() -> {
                    hazelcast.shutdown();
                    done.complete(end.result(), end.cause());
                }));
    }
}
