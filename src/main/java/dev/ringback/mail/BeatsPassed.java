package dev.ringback.mail;

import dev.ringback.cluster.NodeStore;
import dev.ringback.cluster.NodeStore.Member;
import dev.ringback.domain.NodeId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Until when all nodes have written what happened on them: the latest time known after which each node that was there has beaten again, or is
 * gone and cannot write. A node that hangs has a beat that stands still, until it is fenced. Used from one event loop.
 */
public final class BeatsPassed {
    private final NodeStore nodes;
    private Optional<Seen> seen = Optional.empty();
    private Instant until = Instant.MIN;

    public BeatsPassed(NodeStore nodes) {
        this.nodes = nodes;
    }

    private record Seen(Instant at, Map<NodeId, Long> beats) {}

    /** Looks once more; what it knows it knows from two looks. */
    public Future<Instant> look(Instant now) {
        return nodes.nodes().map(members -> {
            seen.filter(before -> havePassed(before, members)).ifPresent(before -> {
                until = before.at();
                seen = Optional.empty();
            });
            if (seen.isEmpty()) {
                seen = Optional.of(new Seen(now, beats(members)));
            }
            return until;
        });
    }

    private static boolean havePassed(Seen before, List<Member> members) {
        Map<NodeId, Long> beats = beats(members);
        return before.beats().entrySet().stream()
                .allMatch(one -> !beats.containsKey(one.getKey()) || beats.get(one.getKey()) > one.getValue());
    }

    private static Map<NodeId, Long> beats(List<Member> members) {
        Map<NodeId, Long> beats = new HashMap<>();
        members.stream()
                .filter(member -> member.takenBy().isEmpty())
                .forEach(member -> beats.put(member.node(), member.beat()));
        return beats;
    }
}
