package dev.ringback.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** All that may happen to a cluster, in the order in which it happens. */
final class Faults {
    private static final Duration LONG = Duration.ofSeconds(30);
    /** Members strike one off that they have not heard for ten seconds. */
    private static final Duration LET_GO = Duration.ofSeconds(14);

    private static final List<String> SHIFTS = List.of("+30s", "-30s");
    private static final String TAKEN_OVER = "taken over after it";
    private static final String READY = "ready again";

    static final List<Fault> ALL = List.of(
            new Fault("kill", "kill -9", Faults::killEach),
            new Fault("term", "rolling SIGTERM", Faults::termEach),
            new Fault("stop", "SIGSTOP", Faults::stopOne),
            new Fault("database", "PostgreSQL restarts", Faults::restartDatabase),
            new Fault("away", "one without PostgreSQL", Faults::takeDatabaseFromOne),
            new Fault("cut", "members cut off", Faults::cutOneOff),
            new Fault("clock", "clocks 30 s apart", Faults::setClocksApart));

    private Faults() {}

    /** Each is killed in turn, and started again: now at once, now when another has taken over what it held. */
    private static void killEach(Cluster cluster, Part part) {
        for (Member member : turn(cluster)) {
            cluster.pause(500, 3_500);
            kill(cluster, part, member, List.of());
            cluster.awaitAllThere();
        }
    }

    private static void kill(Cluster cluster, Part part, Member member, List<String> through) {
        member.node().kill9();
        long killed = Notes.now();
        cluster.letArrive();
        Holdings holdings = Holdings.now(cluster.server());
        Set<String> held;
        // What the dead node holds nobody delivers before it is taken over.
        Set<String> arrived = cluster.tally().deliveredSoFar();
        if (cluster.chance()) {
            member.node().start(through);
            held = holdings.awaitTakeOver();
        } else {
            held = holdings.awaitTakeOver();
            part.took(TAKEN_OVER, Notes.now() - killed);
            member.node().start(through);
        }
        part.mayDouble(held.stream().filter(arrived::contains).count());
        part.struck();
        part.took(READY, Notes.now() - killed);
    }

    private static void termEach(Cluster cluster, Part part) {
        for (Member member : turn(cluster)) {
            cluster.pause(500, 3_500);
            long asked = Notes.now();
            member.stop();
            long ended = Notes.now();
            part.took("ended after SIGTERM", ended - asked);
            member.node().start();
            cluster.awaitAllThere();
            part.took(READY, Notes.now() - ended);
            part.struck();
        }
    }

    private static void stopOne(Cluster cluster, Part part) {
        Member member = cluster.anyMember();
        cluster.pause(500, 3_500);
        Signals.send("STOP", member.node().pid());
        try {
            long stopped = Notes.now();
            cluster.letArrive();
            part.mayDouble(Holdings.now(cluster.server()).awaitTakeOver().size());
            part.took(TAKEN_OVER, Notes.now() - stopped);
            waitOut(cluster, stopped, Duration.ZERO);
        } finally {
            Signals.send("CONT", member.node().pid());
        }
        comeBack(cluster, part);
    }

    /** An upgrade's restart, then all its processes killed. It stays away until every node has said so. */
    private static void restartDatabase(Cluster cluster, Part part) {
        for (boolean orderly : List.of(true, false)) {
            cluster.pause(500, 3_500);
            List<Long> refused = refusals(cluster);
            long gone = Notes.now();
            if (orderly) {
                cluster.server().stop();
            } else {
                cluster.server().kill9();
            }
            cluster.await("every node refuses", () -> isEachMore(refused, refusals(cluster)));
            part.took("refused by all after it", Notes.now() - gone);
            cluster.pause(0, 5_000);
            cluster.server().start();
            comeBack(cluster, part);
        }
    }

    /** The node lives, the others see it, and nothing comes through between it and the database. */
    private static void takeDatabaseFromOne(Cluster cluster, Part part) {
        Member member = cluster.anyMember();
        cluster.pause(500, 3_500);
        long before = cluster.front().refused(member.index());
        member.doorway().cut();
        boolean late = cluster.chance();
        try {
            long cut = Notes.now();
            Holdings holdings = Holdings.now(cluster.server());
            cluster.await(member + " refuses", () -> cluster.front().refused(member.index()) > before);
            part.took("refused by it after it", Notes.now() - cut);
            part.mayDouble(holdings.awaitTakeOver().size());
            part.took(TAKEN_OVER, Notes.now() - cut);
            waitOut(cluster, cut, Duration.ZERO);
        } finally {
            member.doorway().heal(late);
        }
        comeBack(cluster, part);
    }

    /** Both sides reach the database, so both go on, and nobody is thought dead. */
    private static void cutOneOff(Cluster cluster, Part part) {
        Member member = cluster.anyMember();
        cluster.pause(500, 3_500);
        cluster.wires().cut(member.index());
        try {
            long cut = Notes.now();
            cluster.await(
                    "the bus is in two parts",
                    () -> cluster.members().stream()
                            .allMatch(each -> each.node().onTheBus() == (each == member ? 1 : Cluster.NODES - 1)));
            part.took("in two parts after it", Notes.now() - cut);
            waitOut(cluster, cut, LET_GO);
            List<Long> accepted = acceptances(cluster);
            cluster.await("both sides accept", () -> isEachMore(accepted, acceptances(cluster)));
        } finally {
            cluster.wires().heal(member.index());
        }
        comeBack(cluster, part);
    }

    /** One node's is ahead, another's behind; then the first is killed. */
    private static void setClocksApart(Cluster cluster, Part part) {
        List<Member> members = cluster.members();
        for (int index = 0; index < SHIFTS.size(); index++) {
            members.get(index).stop();
            members.get(index).node().start(ShiftedClock.by(SHIFTS.get(index)));
        }
        cluster.awaitAllThere();
        cluster.pause(500, 3_500);
        kill(cluster, part, members.get(0), ShiftedClock.by(SHIFTS.get(0)));
        cluster.awaitAllThere();
        cluster.pause(500, 3_500);
        for (int index = 0; index < SHIFTS.size(); index++) {
            members.get(index).stop();
            members.get(index).node().start();
        }
        cluster.awaitAllThere();
    }

    private static void comeBack(Cluster cluster, Part part) {
        part.struck();
        long since = Notes.now();
        cluster.awaitAllThere();
        List<Long> accepted = acceptances(cluster);
        cluster.await("every node accepts", () -> isEachMore(accepted, acceptances(cluster)));
        part.took("all there after it is over", Notes.now() - since);
    }

    /** Until that is long ago, or as long as it must be when all is to be quick. */
    private static void waitOut(Cluster cluster, long since, Duration atLeast) {
        Duration time = cluster.isQuick() ? atLeast : LONG;
        Pause.of(Duration.ofNanos(Math.max(0, since + time.toNanos() - Notes.now())));
    }

    private static List<Member> turn(Cluster cluster) {
        List<Member> members = new ArrayList<>(cluster.members());
        Collections.rotate(members, cluster.anyMember().index());
        return cluster.isQuick() ? members.subList(0, 1) : members;
    }

    private static List<Long> refusals(Cluster cluster) {
        return cluster.members().stream()
                .map(member -> cluster.front().refused(member.index()))
                .toList();
    }

    private static List<Long> acceptances(Cluster cluster) {
        return cluster.members().stream()
                .map(member -> cluster.front().accepted(member.index()))
                .toList();
    }

    private static boolean isEachMore(List<Long> before, List<Long> now) {
        return IntStream.range(0, now.size()).allMatch(at -> now.get(at) > before.get(at));
    }
}
