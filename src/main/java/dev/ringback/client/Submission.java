package dev.ringback.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A callback to ask for: which profile, with what data, and what else {@code POST /v1/callbacks} takes. It never changes; each method answers a
 * new one. What is wrong with it is for the node to say, as it is over HTTP, but for data that is no JSON object.
 *
 * <pre>{@code
 * Submission.to("cbp_01j…", new JsonObject().put("id", "42"))
 *         .event("sms_send")
 *         .reference("order 7")
 * }</pre>
 */
public final class Submission {
    private static final String PROFILE_ID = "profile_id";
    private static final String IDEMPOTENCY_KEY = "idempotency_key";
    private static final String ORDER_KEY = "order_key";
    private static final String ACCOUNT = "account";

    private final Map<String, String> fields;
    private final Buffer data;

    private Submission(Map<String, String> fields, Buffer data) {
        this.fields = fields;
        this.data = data;
    }

    /** The data is taken as it is now. */
    public static Submission to(String profileId, JsonObject data) {
        return new Submission(Map.of(PROFILE_ID, Objects.requireNonNull(profileId)), data.toBuffer());
    }

    /** With the text of a JSON object, which is kept and delivered byte for byte. Throws {@link IllegalArgumentException} when it is none. */
    public static Submission to(String profileId, Buffer json) {
        try {
            JsonObject checked = new JsonObject(json);
            Objects.requireNonNull(checked.getMap());
        } catch (DecodeException | ClassCastException | NullPointerException none) {
            throw new IllegalArgumentException("the data is no JSON object: " + none.getMessage(), none);
        }
        return new Submission(Map.of(PROFILE_ID, Objects.requireNonNull(profileId)), json.copy());
    }

    /** An event of the profile's channel. */
    public Submission event(String event) {
        return with("event", event);
    }

    /** Your own name for it, by which it can be found. */
    public Submission reference(String reference) {
        return with("reference", reference);
    }

    /**
     * Callbacks of one profile and key are delivered one after the other, in the order in which they were given to one {@link Publisher}: it asks
     * for the next of a key only after the one before was answered.
     */
    public Submission orderKey(String key) {
        return with(ORDER_KEY, key);
    }

    /** Not before then. */
    public Submission deliverAt(Instant time) {
        return with("deliver_at", time.toString());
    }

    /** Not after then. */
    public Submission expiresAt(Instant time) {
        return with("expires_at", time.toString());
    }

    /** The same key with the same submission is the same callback, however often it is asked for; with another it is refused (422). */
    public Submission idempotencyKey(String key) {
        return with(IDEMPOTENCY_KEY, key);
    }

    /** The account that the profile is of, when that is not {@code default}. */
    public Submission account(String account) {
        return with(ACCOUNT, account);
    }

    private Submission with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, Objects.requireNonNull(value, name));
        return new Submission(more, data);
    }

    /** As publishers of one process count bytes. */
    int size() {
        return data.length() + OVERHEAD;
    }

    private static final int OVERHEAD = 200;

    boolean hasIdempotencyKey() {
        return fields.containsKey(IDEMPOTENCY_KEY);
    }

    /** In which line it stands; empty: in none. */
    String line() {
        return fields.containsKey(ORDER_KEY)
                ? fields.getOrDefault(ACCOUNT, "") + '\n' + fields.get(PROFILE_ID) + '\n' + fields.get(ORDER_KEY)
                : "";
    }

    /** Field by field as they were given: a repeat with an idempotency key must be the same text. */
    void appendTo(Buffer message) {
        JsonObject json = new JsonObject();
        fields.forEach(json::put);
        String text = json.encode();
        message.appendString(text.substring(0, text.length() - 1))
                .appendString(",\"data\":")
                .appendBuffer(data)
                .appendByte((byte) '}');
    }

    @Override
    public String toString() {
        return "Submission" + fields;
    }
}
