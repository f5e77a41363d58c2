package dev.ringback.config;

import java.util.List;
import java.util.Optional;

/** The settings of the cluster, among {@link Keys}, which loads them in their place. */
final class ClusterKeys {
    static final Key<Boolean> ENABLED = Keys.key(
            "cluster.enabled",
            Kinds.flag(),
            "false",
            "Whether this node joins others; they share one database.url and secrets.key.");
    static final Key<String> HOST = Keys.key(
            "cluster.host", Kinds.reachableHost(), "127.0.0.1", "Address of this node that the others can reach.");
    static final Key<Integer> PORT = Keys.key("cluster.port", Kinds.port(1), "5701", "Port for the membership.");
    static final Key<Integer> BUS_PORT = Keys.key("cluster.bus_port", Kinds.port(1), "5801", "Port for the event bus.");
    static final Key<List<String>> MEMBERS =
            Keys.key("cluster.members", Kinds.members(), "", "Nodes to find the others by.");
    static final Key<Optional<String>> SERVICE_DNS = Keys.key(
            "cluster.service_dns",
            Kinds.host().optional(),
            "",
            "Name of a headless service of Kubernetes whose addresses are the nodes, each with the same cluster.port; empty:"
                    + " cluster.members are.");
    static final Key<String> NAME = Keys.key(
            "cluster.name",
            Kinds.matching("1 to 64 letters, digits, dots, hyphens or underscores", "[A-Za-z0-9._-]{1,64}"),
            "ringback",
            "Nodes of another name are left alone.");
    static final Key<Optional<Secret>> SECRET =
            Keys.secret("cluster.secret", Kinds.secretText(8, 200).optional(), "Nodes of another secret are kept out.");
    static final Key<Optional<String>> TLS_CERTIFICATE = Keys.key(
            "cluster.tls.certificate",
            Kinds.path().optional(),
            "",
            "File of this node's certificate for the event bus, in PEM; empty: the bus is not encrypted.");
    static final Key<Optional<String>> TLS_KEY = Keys.key(
            "cluster.tls.key", Kinds.path().optional(), "", "File of the certificate's private key, in PEM (PKCS#8).");
    static final Key<Optional<String>> TLS_TRUST = Keys.key(
            "cluster.tls.trust",
            Kinds.path().optional(),
            "",
            "File of the authorities that have signed the certificates of all nodes and publishers, in PEM.");
    static final Key<Optional<String>> FILE = Keys.key(
            "cluster.file",
            Kinds.path().optional(),
            "",
            "Hazelcast's own settings, under these here; empty: cluster/hazelcast.yaml, or else the one in the jar.");

    private ClusterKeys() {}

    /** Has the keys above put into the list. */
    static void load() {}
}
