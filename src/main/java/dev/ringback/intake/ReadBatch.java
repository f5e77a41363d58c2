package dev.ringback.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ringback.config.Settings;
import dev.ringback.domain.json.JsonCursor;
import dev.ringback.domain.json.JsonKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a batch of submissions where they lie in the request's bytes. One that is not as it should be does not spoil the others. */
final class ReadBatch {
    private static final byte[] CALLBACKS = "callbacks".getBytes(ISO_8859_1);
    private static final byte[] VERSION = "version".getBytes(ISO_8859_1);

    private final ReadSubmission each;
    private final Settings.Intake limits;
    private final boolean trusted;

    ReadBatch(ReadSubmission each, Settings.Intake limits, boolean trusted) {
        this.each = each;
        this.limits = limits;
        this.trusted = trusted;
    }

    /** Throws {@link RequestRefused} when there is no batch in it. */
    List<ReadSubmission.Read> read(JsonCursor json, byte[] body) {
        if (body.length > limits.batchBytesMax()) {
            throw new RequestRefused(Refusal.of(
                    Refusal.Reason.TOO_LARGE,
                    "A batch may have " + limits.batchBytesMax() + " bytes; this one has " + body.length + "."));
        }
        List<ReadSubmission.Read> callbacks = new ArrayList<>();
        boolean named = false;
        if (json.peek() != JsonKind.OBJECT) {
            throw RequestRefused.invalid("", "expected an object with the field callbacks");
        }
        json.enterObject();
        while (json.nextMember()) {
            if (json.nameIs(CALLBACKS)) {
                named = true;
                callbacks(json, body, callbacks);
            } else if (trusted && json.nameIs(VERSION)) {
                ReadSubmission.version(json);
            } else {
                throw RequestRefused.invalid("/" + json.name(), "is no field of a batch; expected callbacks");
            }
        }
        if (!named || callbacks.isEmpty()) {
            throw RequestRefused.invalid("/callbacks", named ? "expected at least one callback" : "is required");
        }
        return callbacks;
    }

    private void callbacks(JsonCursor json, byte[] body, List<ReadSubmission.Read> callbacks) {
        if (json.peek() != JsonKind.ARRAY) {
            throw RequestRefused.invalid("/callbacks", "expected an array");
        }
        json.enterArray();
        while (json.nextElement()) {
            if (callbacks.size() == limits.batchCallbacksMax()) {
                throw RequestRefused.invalid(
                        "/callbacks", "expected at most " + limits.batchCallbacksMax() + " callbacks");
            }
            callbacks.add(each.read(json, body, Optional.empty()));
        }
    }
}
