package dev.ringback.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three nodes on one PostgreSQL, each on a network of its own where the machine allows that, with publishers and a customer. */
final class Cluster implements AutoCloseable {
    static final int NODES = 3;

    private static final String TEMPLATE = "{\"line\": \"<line>\", \"n\": \"<n>\"}";
    private static final Duration KNOWN = Duration.ofMillis(1_500);
    private static final Duration BACK_MAX = Duration.ofMinutes(2);
    /** For the customer to read what a dead sender has still sent. */
    private static final Duration READ = Duration.ofMillis(500);

    private final Stage stage;
    private final Path directory;
    private final Optional<Wires> wires;
    private final ServerProcess server;
    private final Receiver receiver;
    private final List<Member> members = new ArrayList<>();
    private final RoundRobin front;
    private final Traffic traffic;
    private Tally tally = new Tally();
    private long againBefore;

    Cluster(Stage stage) {
        this.stage = stage;
        this.directory = stage.inside("cluster");
        this.wires =
                Wires.areThere() ? Optional.of(Wires.lay(NODES, directory.resolve("network.log"))) : Optional.empty();
        this.server = ServerProcess.start(stage.inside("database"));
        this.receiver = new Receiver(hub());
        start();
        String plain = addProfile(new JsonObject().put("title", "Without an order"));
        String ordered = addProfile(new JsonObject().put("title", "In order"));
        Pause.of(KNOWN);
        this.front = new RoundRobin(
                members.stream().map(member -> member.node().url()).toList());
        this.traffic = new Traffic(front, plain, ordered, stage.options().seed());
    }

    private String hub() {
        return wires.map(Wires::hub).orElse(NodeProcess.Place.LOOPBACK.host());
    }

    /** One after the other: each that starts takes all the processors there are, and none may be too slow to open the database. */
    private void start() {
        List<Integer> ports =
                IntStream.range(0, NODES).mapToObj(index -> Child.freePort()).toList();
        String all = IntStream.range(0, NODES)
                .mapToObj(index -> place(index).host() + ":" + ports.get(index))
                .collect(Collectors.joining(","));
        for (int index = 0; index < NODES; index++) {
            Doorway doorway = new Doorway(hub(), server.port());
            Map<String, String> settings = new HashMap<>(server.settings(hub(), doorway.port()));
            settings.putAll(Map.of(
                    "cluster.enabled",
                    "true",
                    "cluster.host",
                    place(index).host(),
                    "cluster.port",
                    String.valueOf(ports.get(index)),
                    "cluster.bus_port",
                    String.valueOf(Child.freePort()),
                    "cluster.members",
                    all,
                    "cluster.name",
                    "chaos",
                    "cluster.secret",
                    NodeProcess.KEY));
            settings.putAll(stage.options().settings());
            NodeProcess node =
                    NodeProcess.start(stage.home(), directory.resolve("node-" + (index + 1)), place(index), settings);
            members.add(new Member(index, node, doorway));
        }
    }

    private NodeProcess.Place place(int index) {
        return wires.map(there -> new NodeProcess.Place(there.host(index), there.prefix(index)))
                .orElse(NodeProcess.Place.LOOPBACK);
    }

    /** What the customer refuses for ever has failed a few seconds later. */
    private String addProfile(JsonObject fields) {
        JsonArray waits = new JsonArray();
        while (waits.size() < Receiver.ATTEMPTS - 1) {
            waits.add("1s");
        }
        return members.get(0)
                .node()
                .addProfile(
                        receiver.port(),
                        TEMPLATE,
                        fields.put("url", "http://" + hub() + ":" + receiver.port() + "/hook")
                                .put("retry", new JsonObject().put("schedule", waits)));
    }

    List<Member> members() {
        return members;
    }

    /** One of them, by chance. */
    Member anyMember() {
        return members.get(stage.random().nextInt(NODES));
    }

    ServerProcess server() {
        return server;
    }

    RoundRobin front() {
        return front;
    }

    Tally tally() {
        return tally;
    }

    boolean chance() {
        return stage.random().nextBoolean();
    }

    boolean isQuick() {
        return stage.options().quick();
    }

    Wires wires() {
        return wires.orElseThrow(() -> new BenchException("the nodes have no networks of their own"));
    }

    /** For a time between those, and only while all publishers are content. */
    void pause(int millisLeast, int millisMost) {
        Pause.of(Duration.ofMillis(stage.random().nextInt(millisLeast, millisMost + 1)));
        traffic.failure().ifPresent(failure -> {
            throw new BenchException("a publisher gave up", failure);
        });
    }

    /** Until what a node sent before it died or stopped has been read. */
    void letArrive() {
        Pause.of(READ);
    }

    void await(String what, BooleanSupplier condition) {
        if (!Pause.until(BACK_MAX, condition)) {
            throw new BenchException("for " + BACK_MAX.toSeconds() + " s it did not come to this: " + what);
        }
    }

    /** Until all have a licence to write, as before that one may only seem to be ready; and until each finds all on the bus. */
    void awaitAllThere() {
        await("all nodes are ready", () -> server.database().nodes().size() == NODES);
        members.forEach(Member::awaitReady);
        await(
                "all nodes are on the bus",
                () -> members.stream().allMatch(member -> member.node().onTheBus() == NODES));
    }

    void begin() {
        tally = new Tally();
        receiver.use(tally);
        receiver.lines().forgetFaults();
        againBefore = front.again();
        traffic.start(tally);
    }

    /** No more load; what was accepted comes to its end, and the part learns what the order was like. */
    Ending end(Part part) {
        traffic.stop();
        long unsettled = server.database().settle();
        letArrive();
        part.count("out of order", receiver.lines().broken().size(), Goal.atMost(0));
        part.count("repeated after the next in order", receiver.lines().late(), Goal.NONE);
        part.took("no node acknowledged", tally.longestSilence());
        part.took("from acknowledgement to arrival", tally.longestWay());
        receiver.lines().broken().forEach(each -> System.err.println("chaos: out of order: " + each));
        return new Ending(traffic.submitted(), front.again() - againBefore, unsettled);
    }

    @Override
    public void close() {
        traffic.close();
        front.close();
        members.forEach(Member::close);
        receiver.close();
        server.close();
        wires.ifPresent(Wires::close);
        if (!stage.options().keep()) {
            members.forEach(member -> Rig.remove(member.node().dataDir()));
            Rig.remove(server.dataDir());
        }
    }
}
