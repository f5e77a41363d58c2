package dev.ringback.catalogue;

import dev.ringback.domain.KeyHash;
import dev.ringback.domain.Scope;
import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Exchange;
import dev.ringback.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** {@code /v1/channels}: the catalogue as it was when the node started, so it is put into JSON once. */
public final class ChannelRoutes implements Routes {
    private static final int TAG_BYTES = 12;

    private final Answer answer;
    private final String tag;

    public ChannelRoutes(Catalogue catalogue) {
        JsonArray channels = new JsonArray();
        catalogue.channels().forEach(channel -> channels.add(json(channel)));
        JsonObject body = new JsonObject().put("data", channels);
        byte[] sum = KeyHash.of(body.encode()).sha256();
        this.tag = '"' + HexFormat.of().formatHex(sum, 0, TAG_BYTES) + '"';
        this.answer = tagged(Answer.ok(body));
    }

    @Override
    public void mount(Api api) {
        api.get("/v1/channels", Scope.READ, this::channels);
    }

    @Override
    public String description() {
        return "openapi/catalogue.yaml";
    }

    private Future<Answer> channels(Exchange exchange) {
        exchange.query().check();
        boolean known = exchange.header("if-none-match")
                .filter(tags ->
                        Arrays.stream(tags.split(",")).map(String::strip).anyMatch(this::isTag))
                .isPresent();
        return Future.succeededFuture(known ? tagged(new Answer(304, Map.of(), Buffer.buffer())) : answer);
    }

    /** A proxy on the way may have made it weak. */
    private boolean isTag(String given) {
        return given.equals("*") || given.equals(tag) || given.equals("W/" + tag);
    }

    private Answer tagged(Answer plain) {
        return plain.with("etag", tag).with("cache-control", "private, max-age=60");
    }

    private static JsonObject json(Channel channel) {
        JsonArray events = new JsonArray();
        channel.events().forEach(event -> events.add(json(event)));
        return new JsonObject()
                .put("id", channel.id())
                .put("title", channel.title())
                .put("events", events);
    }

    private static JsonObject json(Event event) {
        JsonArray variables = new JsonArray();
        event.variables().forEach(variable -> variables.add(json(variable)));
        return new JsonObject()
                .put("id", event.id())
                .put("title", event.title())
                .put("variables", variables)
                .put("sample", event.sample());
    }

    private static JsonObject json(Variable variable) {
        JsonObject json = new JsonObject()
                .put("name", variable.name())
                .put("type", variable.type().toString())
                .put("description", variable.description())
                .put("sample", SampleData.value(variable));
        if (!variable.values().isEmpty()) {
            json.put("values", new JsonArray(SampleData.values(variable)));
        }
        return json;
    }
}
