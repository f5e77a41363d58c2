package dev.ringback.support;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A publisher and reader that knows the API and nothing else of the node. */
public final class Api {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String baseUrl;
    private final String key;

    public Api(String baseUrl, String key) {
        this.baseUrl = baseUrl;
        this.key = key;
    }

    public String baseUrl() {
        return baseUrl;
    }

    public boolean isReady() {
        try {
            return send("GET", "/readyz", "").statusCode() == 200;
        } catch (UncheckedIOException away) {
            return false;
        }
    }

    /** A POST profile for the URL, with the fields over those of the usual one. */
    public JsonObject createProfile(String url, JsonObject fields) {
        JsonObject profile = new JsonObject()
                .put("title", "End to end")
                .put("channel", "default")
                .put("method", "POST")
                .put("url", url)
                .mergeIn(fields);
        return expect(201, send("POST", "/v1/callback-profiles", profile.encode()));
    }

    public String createProfile(String url) {
        return createProfile(url, new JsonObject()).getString("id");
    }

    /** Answers the callback's id. */
    public String submit(String profileId, JsonObject data) {
        return expect(202, trySubmit(profileId, data)).getString("id");
    }

    public HttpResponse<String> trySubmit(String profileId, JsonObject data) {
        return send("POST", "/v1/callbacks", submission(profileId, data).encode());
    }

    public HttpResponse<String> submitBatch(String profileId, List<JsonObject> data) {
        JsonArray callbacks = new JsonArray();
        data.forEach(each -> callbacks.add(submission(profileId, each)));
        return send(
                "POST",
                "/v1/callbacks/batch",
                new JsonObject().put("callbacks", callbacks).encode());
    }

    public JsonObject callback(String id) {
        return expect(200, send("GET", "/v1/callbacks/" + id, ""));
    }

    /** The callbacks of one page. */
    public List<JsonObject> callbacks(String query) {
        return expect(200, send("GET", "/v1/callbacks?" + query, "")).getJsonArray("data").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    public JsonObject waitUntilFinal(String id, Duration limit) {
        return Eventually.value(limit, id + " is settled", () -> {
            JsonObject callback = callback(id);
            boolean settled =
                    Set.of("delivered", "failed", "skipped", "cancelled").contains(callback.getString("state"));
            return settled ? Optional.of(callback) : Optional.empty();
        });
    }

    public void waitUntilNoneWaits(Duration limit) {
        Eventually.within(
                limit,
                "no callback waits",
                () -> callbacks("state=waiting&limit=1").isEmpty());
    }

    /** With an empty body a GET or an action. Fails with an unchecked I/O exception when no answer comes. */
    public HttpResponse<String> send(String method, String path, String body) {
        return send(method, path, body, "Bearer " + key);
    }

    public HttpResponse<String> send(String method, String path, String body, String authorization) {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(ANSWER_MAX)
                .header("authorization", authorization);
        if (!body.isEmpty()) {
            request.header("content-type", "application/json");
        }
        try {
            var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
            return CLIENT.send(request.method(method, publisher).build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static JsonObject submission(String profileId, JsonObject data) {
        return new JsonObject().put("profile_id", profileId).put("data", data);
    }

    private static JsonObject expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError(answer.request().method() + " " + answer.uri() + ": " + answer.statusCode()
                    + " instead of " + status + ": " + answer.body());
        }
        return new JsonObject(answer.body());
    }
}
