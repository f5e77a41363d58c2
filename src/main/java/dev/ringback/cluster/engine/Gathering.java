package dev.ringback.cluster.engine;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import dev.ringback.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is on the bus, and whether anybody of those expected is. A node that finds nobody says so, and why as far as it can tell, and works on:
 * the database is enough.
 */
public final class Gathering {
    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);
    /** The attribute by which Vert.x tells its members. */
    private static final String NODE = "__vertx.nodeId";
    /** Two merges of Hazelcast after a start may find the others late. */
    private static final long LOOK_MILLIS = 10_000;

    private static final int CONNECT_MILLIS = 1000;

    private final Vertx vertx;
    private final HazelcastInstance hazelcast;
    private final Expected expected;
    private final NetClient probe;
    private volatile Optional<String> trouble = Optional.empty();

    Gathering(Vertx vertx, HazelcastInstance hazelcast, Settings.Cluster cluster) {
        this.vertx = vertx;
        this.hazelcast = hazelcast;
        this.expected = new Expected(cluster);
        this.probe = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
    }

    void start() {
        var unused = hazelcast.getCluster().addMembershipListener(new Log());
        others().forEach(other -> LOG.debug("{} is on the bus", other));
        LOG.info("on the bus with {} others", others().size());
        lookLater();
    }

    /** What Vert.x calls the other nodes; without publishers. */
    public List<String> others() {
        List<String> others = new ArrayList<>();
        try {
            for (Member member : hazelcast.getCluster().getMembers()) {
                String node = member.getAttribute(NODE);
                if (node != null && !member.isLiteMember() && !member.localMember()) {
                    others.add(node);
                }
            }
        } catch (RuntimeException ended) {
            LOG.debug("nobody is on the bus", ended);
        }
        return others;
    }

    /** Why nobody was found though somebody is expected. */
    public Optional<String> trouble() {
        return others().isEmpty() ? trouble : Optional.empty();
    }

    private void lookLater() {
        long unused = vertx.setTimer(LOOK_MILLIS, id -> look().onComplete(looked -> lookLater()));
    }

    private Future<Void> look() {
        if (!others().isEmpty()) {
            if (trouble.isPresent()) {
                LOG.info("found others on the bus at last");
                trouble = Optional.empty();
            }
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(expected::others)
                .compose(this::askEach)
                .onSuccess(found -> {
                    Optional<String> before = trouble;
                    trouble = found.isEmpty() ? Optional.empty() : Optional.of(words(found));
                    trouble.filter(now -> !before.equals(trouble))
                            .ifPresent(now -> LOG.warn("{} It works on by the database, which is enough.", now));
                })
                .mapEmpty();
    }

    private static String words(List<String> found) {
        return "This node found nobody of those it expected on the bus: " + String.join("; ", found) + ".";
    }

    private Future<List<String>> askEach(List<SocketAddress> addresses) {
        List<Future<String>> asked = addresses.stream().map(this::ask).toList();
        return Future.join(asked).map(done -> asked.stream().map(Future::result).toList());
    }

    private Future<String> ask(SocketAddress address) {
        String name = address.host() + ":" + address.port();
        return probe.connect(address)
                .compose(socket -> socket.close()
                        .transform(closed -> Future.succeededFuture(name
                                + " answers, but is of another cluster (cluster.name or cluster.secret differs)"
                                + " or does not see this node as " + expected.own())))
                .otherwise(name + " does not answer");
    }

    private final class Log implements MembershipListener {
        @Override
        public void memberAdded(MembershipEvent event) {
            say("joined", event);
        }

        @Override
        public void memberRemoved(MembershipEvent event) {
            say("left", event);
        }

        private void say(String what, MembershipEvent event) {
            Member member = event.getMember();
            LOG.info(
                    "{} {} has {} the bus; {} other nodes are on it",
                    member.isLiteMember() ? "publisher" : "node",
                    member.getAddress().getHost() + ":" + member.getAddress().getPort(),
                    what,
                    others().size());
        }
    }
}
