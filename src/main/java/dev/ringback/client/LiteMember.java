package dev.ringback.client;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import io.vertx.core.Completable;
import io.vertx.core.Promise;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Membership in a Hazelcast that was started before the Vert.x, and ends with it.
 *
 * <p>It forgets who answers on which address whenever a member has gone. Vert.x would wait to be told, and nobody tells when the last node goes:
 * a lite member cannot even look it up then, and once it has found nodes again it would go on sending to the one that is dead.
 */
final class LiteMember extends HazelcastClusterManager {
    private final HazelcastInstance hazelcast;
    /** Those that this process sends to; the product's are two. */
    private final Set<String> addresses = ConcurrentHashMap.newKeySet();

    private volatile Optional<RegistrationListener> listener = Optional.empty();

    LiteMember(HazelcastInstance hazelcast) {
        super(hazelcast);
        this.hazelcast = hazelcast;
    }

    @Override
    public void registrationListener(RegistrationListener toTell) {
        listener = Optional.of(toTell);
        super.registrationListener(toTell);
    }

    @Override
    public void getRegistrations(String address, Completable<List<RegistrationInfo>> answer) {
        addresses.add(address);
        super.getRegistrations(address, answer);
    }

    @Override
    public synchronized void memberRemoved(MembershipEvent event) {
        super.memberRemoved(event);
        forgetWhoAnswers();
    }

    @Override
    public synchronized void stateChanged(LifecycleEvent event) {
        super.stateChanged(event);
        if (event.getState() == LifecycleEvent.LifecycleState.MERGED) {
            forgetWhoAnswers();
        }
    }

    /** Vert.x looks up anew what it does not know. */
    private void forgetWhoAnswers() {
        listener.ifPresent(told -> addresses.forEach(
                address -> told.registrationsUpdated(new RegistrationUpdateEvent(address, List.of()))));
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
