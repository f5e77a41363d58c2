package dev.ringback.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network namespace for each node, with a loopback address of its own, joined by a bridge: so that one node can be cut off from the others,
 * and from nobody else. All of it is inside the namespace that {@code bin/chaos} makes for itself, and gone with it.
 */
final class Wires implements AutoCloseable {
    private static final String NETWORK = "127.77.0.";
    private static final String HUB = NETWORK + 1;
    private static final int FIRST = 11;
    /** Addresses of the loopback are no longer the machine's own, but those of the bridge. */
    private static final String OWN_LOOPBACK = "ip link set lo up; ip route del local 127.0.0.0/8 dev lo table local;"
            + " for all in all default; do echo 1 >/proc/sys/net/ipv4/conf/$all/route_localnet; done;";
    /** Nobody has it: what is sent there is lost. */
    private static final String NOWHERE = "02:00:00:00:00:01";

    private static final String LATE = "for try in 1 2 3 4 5 6 7 8 9 10; do [ -e /proc/%1$d/ns/net ] &&"
            + " [ \"$(readlink /proc/%1$d/ns/net)\" != \"$(readlink /proc/self/ns/net)\" ] && break; sleep 0.2; done;";

    /** Each ends with its input, and so with us. */
    private final List<Child> holders = new ArrayList<>();

    private Wires() {}

    /** Whether {@code bin/chaos} could make one. */
    static boolean areThere() {
        return Boolean.getBoolean("bench.own.network");
    }

    static Wires lay(int nodes, Path log) {
        Wires wires = new Wires();
        run(OWN_LOOPBACK + " ip link add name hub type bridge; ip link set hub up; ip addr add " + HUB
                + "/24 dev hub scope global");
        for (int node = 0; node < nodes; node++) {
            Child holder = Child.start("a namespace", log, List.of("unshare", "-n", "cat"), Map.of());
            wires.holders.add(holder);
            run(LATE.formatted(holder.pid()) + " ip link add name node" + node + " type veth peer name wire netns "
                    + holder.pid() + "; ip link set node" + node + " master hub up");
            wires.inside(
                    node,
                    OWN_LOOPBACK + " ip addr add " + wires.host(node) + "/24 dev wire scope global;"
                            + " echo 1 >/proc/sys/net/ipv4/conf/wire/route_localnet; ip link set wire up");
        }
        return wires;
    }

    /** Where what belongs to no node listens, for the nodes. */
    String hub() {
        return HUB;
    }

    String host(int node) {
        return NETWORK + (FIRST + node);
    }

    /** What a command begins with that is to run there. */
    List<String> prefix(int node) {
        return List.of("nsenter", "-t", String.valueOf(holders.get(node).pid()), "-n");
    }

    /** What it sends to the others gets lost, so that no connection between them lives. All else does. */
    void cut(int node) {
        eachOther(node, "ip neigh replace %s lladdr " + NOWHERE + " dev wire nud permanent");
    }

    void heal(int node) {
        eachOther(node, "ip neigh del %s dev wire");
    }

    private void eachOther(int node, String command) {
        for (int other = 0; other < holders.size(); other++) {
            if (other != node) {
                inside(node, command.formatted(host(other)));
            }
        }
    }

    private void inside(int node, String script) {
        List<String> command = new ArrayList<>(prefix(node));
        command.addAll(List.of("sh", "-ec", script));
        run(command);
    }

    private static void run(String script) {
        run(List.of("sh", "-ec", script));
    }

    private static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchException("the network cannot be made: " + said.strip());
            }
        } catch (IOException | InterruptedException failure) {
            throw new BenchException("the network cannot be made", failure);
        }
    }

    @Override
    public void close() {
        holders.forEach(Child::close);
    }
}
