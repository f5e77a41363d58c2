package dev.ringback.example;

import dev.ringback.client.ClusterOptions;
import dev.ringback.client.JoinCluster;
import dev.ringback.client.Publisher;
import dev.ringback.client.Result;
import dev.ringback.client.Submission;
import dev.ringback.client.Tally;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Joins a cluster, asks for many callbacks, prints the id of each, and leaves. {@code bin/example-publisher --help} tells the options. One file
 * that runs as it stands, and a start for a publisher of your own.
 */
public final class ExamplePublisher {
    private static final Map<String, String> DEFAULTS =
            Map.of("--members", "127.0.0.1:5701", "--name", "ringback", "--host", "127.0.0.1", "--count", "1");

    private final Map<String, String> options;

    private ExamplePublisher(Map<String, String> options) {
        this.options = options;
    }

    /** Options that make no sense are found by bin/example-publisher before. */
    public static void main(String[] args) {
        Map<String, String> options = new HashMap<>(DEFAULTS);
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        var unused = new ExamplePublisher(options).run().onComplete(end -> {
            if (end.failed()) {
                System.err.println("example-publisher: " + end.cause().getMessage());
            }
            System.exit(end.succeeded() && end.result().all() == end.result().accepted() ? 0 : 1);
        });
    }

    private Future<Tally> run() {
        return JoinCluster.with(cluster()).compose(vertx -> publish(vertx).eventually(vertx::close));
    }

    private ClusterOptions cluster() {
        ClusterOptions cluster = ClusterOptions.of(List.of(option("--members").split(",")))
                .withName(option("--name"))
                .withOwn(option("--host"), 0, 0);
        return Optional.ofNullable(System.getenv("RINGBACK_CLUSTER_SECRET"))
                .map(cluster::withSecret)
                .orElse(cluster);
    }

    private Future<Tally> publish(Vertx vertx) {
        Publisher publisher = Publisher.on(vertx);
        return publisher
                .submitMany(callbacks(), ExamplePublisher::print)
                .onSuccess(tally -> System.err.println("example-publisher: " + tally))
                .eventually(publisher::close);
    }

    /** Made as they are taken, so that there may be any number of them. */
    private Iterator<Submission> callbacks() {
        String profile = option("--profile");
        Optional<String> orderKey = Optional.ofNullable(options.get("--order-key"));
        return IntStream.range(0, Integer.parseInt(option("--count")))
                .mapToObj(number -> Submission.to(profile, new JsonObject().put("seq", number))
                        .reference("example " + number))
                .map(callback -> orderKey.map(callback::orderKey).orElse(callback))
                .iterator();
    }

    private String option(String name) {
        return options.getOrDefault(name, "");
    }

    private static void print(Result result) {
        if (result instanceof Result.Accepted accepted) {
            System.out.println(accepted.id());
        } else if (result instanceof Result.Failed failed) {
            System.err.println(failed.submission() + ": " + failed.why().getMessage());
        }
    }
}
