package dev.ringback.support;

import dev.ringback.client.ClusterOptions;
import dev.ringback.config.DatabaseUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Nodes on one database that are to find each other on the loopback. All list all. */
public final class ClusterPlan {
    private static final String SECRET = "a secret of the tests";
    private static final String KEY =
            Base64.getEncoder().encodeToString("thirty-two bytes that both share".getBytes(StandardCharsets.UTF_8));

    private final String database;
    private final List<Integer> ports = new ArrayList<>();

    public ClusterPlan(DatabaseUrl url, int nodes) {
        this.database = "postgresql://" + url.user() + ":"
                + URLEncoder.encode(url.password().value(), StandardCharsets.UTF_8) + "@" + url.host() + ":"
                + url.port() + "/" + url.database();
        for (int i = 0; i < nodes; i++) {
            ports.add(NodeProcess.freePort());
        }
    }

    /** {@code number} counts from 0. */
    public NodeProcess.Plan node(String name, int number) {
        return NodeProcess.named(name)
                .with("database.url", database)
                .with("database.connections", "4")
                .with("secrets.key", KEY)
                .with("cluster.enabled", "true")
                .with("cluster.port", Integer.toString(ports.get(number)))
                .with("cluster.bus_port", Integer.toString(NodeProcess.freePort()))
                .with("cluster.members", String.join(",", members()))
                .with("cluster.secret", SECRET);
    }

    /** For a process that joins them to publish. */
    public ClusterOptions guest() {
        return ClusterOptions.of(members()).withSecret(SECRET);
    }

    public String secret() {
        return SECRET;
    }

    public List<String> members() {
        return ports.stream().map(port -> "127.0.0.1:" + port).toList();
    }
}
