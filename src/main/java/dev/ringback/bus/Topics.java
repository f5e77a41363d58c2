package dev.ringback.bus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** All that nodes tell each other. The texts are those of the API; an empty one is none. */
public final class Topics {
    /** The profile was made, changed or deleted. */
    public static final Topic<ProfileChanged> PROFILE_CHANGED = new Topic<>(
            "ringback.profile.changed",
            said -> new JsonObject().put("id", said.id().toString()),
            json -> new ProfileChanged(UUID.fromString(text(json, "id"))));

    /** More is due than the node that tells has room for. */
    public static final Topic<Overflow> OVERFLOW =
            new Topic<>("ringback.backlog.overflow", said -> new JsonObject(), json -> new Overflow());

    /** Who looks on the node that tells, each second while somebody does; empty once after the last. */
    public static final Topic<Looks> LOOKS = new Topic<>(
            "ringback.live.looks",
            said -> new JsonObject()
                    .put(
                            "looks",
                            new JsonArray(said.all().stream().map(Topics::json).toList())),
            json -> new Looks(json.getJsonArray("looks", new JsonArray()).stream()
                    .map(each -> look((JsonObject) each))
                    .toList()));

    /** To who looks: a callback that passed by, and how many were left out before it. */
    public static final Topic<Seen> SEEN = new Topic<>(
            "ringback.live.seen",
            said -> new JsonObject()
                    .put("look", said.look())
                    .put("id", said.id())
                    .put("ended", said.ended())
                    .put("callback", said.callback().isEmpty() ? null : new JsonObject(said.callback()))
                    .put("skipped", said.skipped()),
            json -> new Seen(
                    text(json, "look"),
                    text(json, "id"),
                    json.getBoolean("ended", false),
                    object(json, "callback"),
                    json.getInteger("skipped", 0)));

    /** How the node is. */
    public static final Topic<NodeState> STATE = new Topic<>(
            "ringback.node.state",
            said -> new JsonObject()
                    .put("node", said.node().toString())
                    .put("accepted_per_s", said.acceptedPerSecond())
                    .put("delivered_per_s", said.deliveredPerSecond())
                    .put("in_flight", said.inFlight())
                    .put("version", said.version()),
            json -> new NodeState(
                    UUID.fromString(text(json, "node")),
                    json.getDouble("accepted_per_s", 0.0),
                    json.getDouble("delivered_per_s", 0.0),
                    json.getInteger("in_flight", 0),
                    text(json, "version")));

    private Topics() {}

    public record ProfileChanged(UUID id) {}

    /** Nothing but the fact. */
    public record Overflow() {}

    public record Looks(List<Look> all) {}

    /** What one who looks wants to see. */
    public record Look(String id, String account, String profile, String state, String event, String reference) {}

    /** {@code callback} is the text of a JSON object, or empty, like the id, where only so many were skipped. */
    public record Seen(String look, String id, boolean ended, String callback, int skipped) {}

    public record NodeState(
            UUID node, double acceptedPerSecond, double deliveredPerSecond, int inFlight, String version) {}

    private static JsonObject json(Look look) {
        return new JsonObject()
                .put("id", look.id())
                .put("account", look.account())
                .put("profile_id", look.profile())
                .put("state", look.state())
                .put("event", look.event())
                .put("reference", look.reference());
    }

    private static Look look(JsonObject json) {
        return new Look(
                text(json, "id"),
                text(json, "account"),
                text(json, "profile_id"),
                text(json, "state"),
                text(json, "event"),
                text(json, "reference"));
    }

    private static String text(JsonObject json, String field) {
        return json.getString(field, "");
    }

    private static String object(JsonObject json, String field) {
        JsonObject object = json.getJsonObject(field);
        return object == null ? "" : object.encode();
    }
}
