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
    /** What is seen in two looks is told: others that start at the same time answer before they join. */
    private static final long LOOK_MILLIS = 5_000;

    private static final int CONNECT_MILLIS = 1000;

    private final Vertx vertx;
    private final HazelcastInstance hazelcast;
    private final Expected expected;
    private final NetClient probe;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile boolean met;
    private int alone;
    private List<SocketAddress> answered = List.of();

    Gathering(Vertx vertx, HazelcastInstance hazelcast, Settings.Cluster cluster) {
        this.vertx = vertx;
        this.hazelcast = hazelcast;
        this.expected = new Expected(cluster);
        this.probe = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
    }

    void start() {
        var unused = hazelcast.getCluster().addMembershipListener(new Log());
        met = !others().isEmpty();
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
            }
            trouble = Optional.empty();
            alone = 0;
            return Future.succeededFuture();
        }
        alone++;
        return vertx.executeBlocking(expected::others, false).compose(this::ask);
    }

    private Future<Void> ask(List<SocketAddress> addresses) {
        List<Future<Boolean>> asked = addresses.stream().map(this::answers).toList();
        return Future.join(asked).onSuccess(done -> judge(addresses, asked)).mapEmpty();
    }

    private Future<Boolean> answers(SocketAddress address) {
        return probe.connect(address)
                .compose(socket -> socket.close().transform(closed -> Future.succeededFuture(true)))
                .otherwise(false);
    }

    private void judge(List<SocketAddress> addresses, List<Future<Boolean>> asked) {
        List<SocketAddress> now = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            SocketAddress address = addresses.get(i);
            if (asked.get(i).result()) {
                now.add(address);
            }
            found.add(address.host() + ":" + address.port() + words(now.contains(address), answered.contains(address)));
        }
        answered = now;
        if (alone > 1) {
            Optional<String> before = trouble;
            trouble = found.isEmpty() ? Optional.empty() : Optional.of(words(found));
            trouble.filter(words -> !before.equals(trouble))
                    .ifPresent(words -> LOG.warn("{} It works on by the database, which is enough.", words));
        }
    }

    private String words(boolean now, boolean before) {
        if (!now) {
            return " does not answer";
        }
        return met || !before
                ? " answers, but has not joined yet"
                : " answers, but is of another cluster (cluster.name or cluster.secret differs), or does not see this node as "
                        + expected.own();
    }

    private String words(List<String> found) {
        return (met
                        ? "This node has lost all others from the bus: "
                        : "This node found nobody of those it expected on the bus: ")
                + String.join("; ", found) + ".";
    }

    private final class Log implements MembershipListener {
        @Override
        public void memberAdded(MembershipEvent event) {
            if (!event.getMember().isLiteMember()) {
                met = true;
            }
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
