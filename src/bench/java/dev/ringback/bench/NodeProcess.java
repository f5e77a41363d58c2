package dev.ringback.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node as users start it, by {@code bin/ringback} and with its embedded PostgreSQL, in a directory of its own. */
final class NodeProcess implements Subject {
    private static final String TEMPLATE = "{\"seq\": \"<seq>\", \"t\": \"<t>\", \"pad\": \"<pad>\"}";
    static final String KEY = "key-of-the-bench-0123456789";

    private static final Duration READY_MAX = Duration.ofSeconds(120);
    /** As many attempts at once as the relay has connections. */
    private static final int IN_FLIGHT = 128;

    private static final int OK = 200;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path home;
    private final Path directory;
    private final Place place;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> profiles = new ArrayList<>();
    private final String base;
    private Child child;

    /** Its address, and what its command begins with so that it runs there. */
    record Place(String host, List<String> prefix) {
        static final Place LOOPBACK = new Place("127.0.0.1", List.of());
    }

    private NodeProcess(Path home, Path directory, Place place, Map<String, String> more) {
        int port = Child.freePort();
        this.home = home;
        this.directory = directory;
        this.place = place;
        this.base = "http://" + place.host() + ":" + port;
        settings.put("http.host", place.host());
        settings.put("http.port", String.valueOf(port));
        settings.put("data.dir", dataDir().toString());
        settings.put("bootstrap.api_key", KEY);
        settings.put("delivery.allow_private_networks", "true");
        settings.putAll(more);
    }

    static NodeProcess start(Path home, Path directory, Map<String, String> settings) {
        return start(home, directory, Place.LOOPBACK, settings);
    }

    static NodeProcess start(Path home, Path directory, Place place, Map<String, String> settings) {
        NodeProcess node = new NodeProcess(home, directory, place, settings);
        node.start();
        return node;
    }

    /** Also again, after it was killed. */
    void start() {
        start(List.of());
    }

    /** By a command that begins with these words. */
    void start(List<String> through) {
        List<String> command = new ArrayList<>(place.prefix());
        command.addAll(through);
        command.addAll(List.of(home.resolve("bin").resolve("ringback").toString(), "start"));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        child = Child.start("the node", directory.resolve("node.log"), command, Map.of());
        if (!Pause.until(READY_MAX, this::isReady)) {
            throw new BenchException("the node is not ready within " + READY_MAX.toSeconds() + " s");
        }
    }

    Path dataDir() {
        return directory.resolve("data");
    }

    /** For a receiver on that port of the loopback. All else is as a customer would have it: signed, with a template. */
    String addProfile(int receiverPort) {
        return addProfile(receiverPort, TEMPLATE, new JsonObject());
    }

    /** With another template, and more fields. */
    String addProfile(int receiverPort, String template, JsonObject fields) {
        JsonObject body = new JsonObject().put("type", "json").put("template", template);
        JsonObject profile = new JsonObject()
                .put("title", "Bench")
                .put("method", "POST")
                .put("url", "http://127.0.0.1:" + receiverPort + "/hook")
                .put("body", body)
                .put("max_in_flight", IN_FLIGHT)
                .mergeIn(fields);
        HttpResponse<String> answer = send("POST", "/v1/callback-profiles", profile.encode());
        if (answer.statusCode() != 201) {
            throw new BenchException("no profile is made: " + answer.body());
        }
        return new JsonObject(answer.body()).getString("id");
    }

    void use(List<String> inTurn) {
        profiles.clear();
        profiles.addAll(inTurn);
    }

    @Override
    public String name() {
        return "Ringback";
    }

    @Override
    public String url() {
        return base + "/v1";
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public List<String> profiles() {
        return profiles;
    }

    @Override
    public long pid() {
        return child.pid();
    }

    /** The body of the answer. */
    String get(String path) {
        HttpResponse<String> answer = send("GET", "/v1" + path, "");
        if (answer.statusCode() != 200) {
            throw new BenchException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    boolean isAlive() {
        return child.isAlive();
    }

    void kill9() {
        child.kill9();
    }

    /** SIGTERM, as a service's manager sends it; answers the exit status. */
    int term() {
        return child.term();
    }

    void close() {
        child.close();
    }

    boolean isReady() {
        child.checkAlive();
        try {
            return send("GET", "/readyz", "").statusCode() == OK;
        } catch (BenchException notYet) {
            return false;
        }
    }

    /** How many nodes it finds on the event bus, itself among them. */
    long onTheBus() {
        try {
            HttpResponse<String> answer = send("GET", "/v1/system", "");
            return answer.statusCode() == OK
                    ? new JsonObject(answer.body())
                            .getJsonArray("nodes").stream()
                                    .filter(node -> ((JsonObject) node).getString("version") != null)
                                    .count()
                    : 0;
        } catch (BenchException away) {
            return 0;
        }
    }

    private HttpResponse<String> send(String method, String path, String body) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create(base + path))
                            .timeout(Duration.ofSeconds(30))
                            .header("authorization", "Bearer " + KEY)
                            .header("content-type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException away) {
            throw new BenchException("the node does not answer", away);
        } catch (InterruptedException stopped) {
            throw new BenchException("stopped", stopped);
        }
    }
}
