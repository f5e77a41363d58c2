package dev.ringback.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.bus.Bus;
import dev.ringback.domain.Nearest;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.json.JsonCursor;
import dev.ringback.domain.json.JsonFault;
import dev.ringback.domain.json.JsonKind;
import dev.ringback.intake.Accept.Asked;
import dev.ringback.intake.Refusal.Fault;
import dev.ringback.intake.Refusal.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads submissions where they lie in the request's bytes: one pass, which also checks that they are JSON. The data is copied out once and
 * never looked into. Used from one event loop.
 */
final class ReadSubmission {
    static final String[] FIELDS = {
        "profile_id",
        "event",
        "data",
        "reference",
        "order_key",
        "deliver_at",
        "expires_at",
        "idempotency_key",
        "account",
        "version"
    };
    /** The last two are the bus's alone: others cannot name them, and no suggestion brings them up. */
    private static final int FIELDS_OF_ALL = 8;

    /** Of messages on the bus. It is raised when they gain fields, and a message has the lowest that knows all of its own. */
    private static final String VERSION = "1";

    private static final byte[][] NAMES =
            Arrays.stream(FIELDS).map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
    private static final int VERSION_DIGITS_MAX = 9;
    private static final int TEXT_MAX = 255;
    private static final int YEAR_MAX = 9999;

    private final int bytesMax;
    private final boolean trusted;

    /** {@code trusted}: from the bus, where a publisher names its account and the version of its message. */
    ReadSubmission(int bytesMax, boolean trusted) {
        this.bytesMax = bytesMax;
        this.trusted = trusted;
    }

    /** Reads the value the cursor stands at. Throws {@link JsonFault} where the text is no JSON: then nothing after it can be read either. */
    Read read(JsonCursor json, byte[] bytes, Optional<String> keyHeader) {
        int from = json.position();
        if (json.peek() != JsonKind.OBJECT) {
            json.skip();
            return new Read(unreadable(Refusal.invalid("", "expected an object")), "");
        }
        Draft draft = new Draft();
        keyHeader.ifPresent(draft::keyOfHeader);
        json.enterObject();
        while (json.nextMember()) {
            field(json, bytes, draft);
        }
        int size = json.position() - from;
        if (size > bytesMax) {
            return new Read(
                    unreadable(Refusal.of(
                            Reason.TOO_LARGE,
                            "A callback may have " + bytesMax + " bytes; this one has " + size + ".")),
                    draft.account);
        }
        return new Read(draft.finish(bytes, from, json.position()), draft.account);
    }

    /** {@code account} is empty when none was named. */
    record Read(Asked asked, String account) {}

    private void field(JsonCursor json, byte[] bytes, Draft draft) {
        int field = 0;
        while (field < NAMES.length && !json.nameIs(NAMES[field])) {
            field++;
        }
        if (field == NAMES.length || (field >= FIELDS_OF_ALL && !trusted)) {
            draft.unknown(json.name(), List.of(FIELDS).subList(0, trusted ? FIELDS.length : FIELDS_OF_ALL));
            json.skip();
            return;
        }
        switch (field) {
            case 2 -> draft.data(json, bytes);
            case 0 -> draft.profile(draft.text(json, field, 100));
            case 1 -> draft.event = draft.text(json, field, 100);
            case 3 -> draft.reference = draft.text(json, field, TEXT_MAX);
            case 4 -> draft.orderKey = draft.text(json, field, TEXT_MAX);
            case 5 -> draft.deliverAt = draft.time(json, field);
            case 6 -> draft.expiresAt = draft.time(json, field).orElse(Instant.MAX);
            case 7 -> draft.key(draft.text(json, field, TEXT_MAX));
            case 8 -> draft.account = draft.text(json, field, 100);
            default -> version(json);
        }
    }

    /** Throws {@link Bus.Unreadable}, whatever else stands there, when it is not ours; messages without one are of the first. */
    static void version(JsonCursor json) {
        String version = json.peek() == JsonKind.NUMBER ? json.number() : "";
        if (version.isEmpty()) {
            json.skip();
        }
        if (!version.equals(VERSION)) {
            throw new Bus.Unreadable(
                    version.isEmpty() || version.length() > VERSION_DIGITS_MAX
                            ? "a version that is no number"
                            : "version " + version);
        }
    }

    private static Asked unreadable(Refusal refusal) {
        return new Asked.Rejected(refusal);
    }

    /** What has been read so far, and what was wrong with it. */
    private static final class Draft {
        private final List<Fault> faults = new ArrayList<>(0);
        private final List<ProfileId> profile = new ArrayList<>(1);
        private String event = "";
        private byte[] data = {};
        private String reference = "";
        private String orderKey = "";
        private Optional<Instant> deliverAt = Optional.empty();
        private Instant expiresAt = Instant.MAX;
        private String key = "";
        private String account = "";

        /** Held to the same bounds as the field: the database could not index a longer one, and would refuse all that it came with. */
        void keyOfHeader(String text) {
            key = text;
            if (isUnfit(text, TEXT_MAX)) {
                faults.add(new Fault("/idempotency_key", "as the header Idempotency-Key, " + expected(TEXT_MAX)));
            }
        }

        /** Null is the same as leaving it out, and does not undo the header. */
        void key(String text) {
            if (!key.isEmpty() && !text.isEmpty() && !key.equals(text)) {
                faults.add(new Fault("/idempotency_key", "is not the same as the header Idempotency-Key"));
            }
            key = text.isEmpty() ? key : text;
        }

        void unknown(String name, List<String> known) {
            faults.add(new Fault(
                    "/" + name.replace("~", "~0").replace("/", "~1"),
                    "is no field of a callback" + Nearest.hint(name, known)));
        }

        void profile(String text) {
            profile.clear();
            Optional<ProfileId> id = ProfileId.parse(text);
            id.ifPresent(profile::add);
            if (id.isEmpty()
                    && faults.stream().noneMatch(fault -> fault.pointer().equals("/profile_id"))) {
                faults.add(new Fault("/profile_id", "expected a profile's id: cbp_ and 26 characters"));
            }
        }

        void data(JsonCursor json, byte[] bytes) {
            int from = json.position();
            boolean object = json.peek() == JsonKind.OBJECT;
            json.skip();
            if (object) {
                data = Arrays.copyOfRange(bytes, from, json.position());
            } else {
                faults.add(new Fault("/data", "expected an object"));
            }
        }

        /** Null is the same as leaving the field out. */
        String text(JsonCursor json, int field, int most) {
            JsonKind kind = json.peek();
            if (kind != JsonKind.STRING) {
                json.skip();
                if (kind != JsonKind.NULL) {
                    faults.add(new Fault("/" + FIELDS[field], "expected a string"));
                }
                return "";
            }
            String text = json.string();
            if (isUnfit(text, most)) {
                faults.add(new Fault("/" + FIELDS[field], expected(most)));
            }
            return text;
        }

        private static boolean isUnfit(String text, int most) {
            return text.isEmpty() || text.length() > most || text.indexOf('\0') >= 0 || hasLoneSurrogate(text);
        }

        private static String expected(int most) {
            return "expected 1 to " + most + " characters, none of them NUL or half a pair";
        }

        Optional<Instant> time(JsonCursor json, int field) {
            String text = text(json, field, 40);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            try {
                OffsetDateTime time = OffsetDateTime.parse(text);
                // A year of more digits is no RFC 3339, and neither the client's nor the database's times reach that
                // far.
                if (time.getYear() < 0 || time.getYear() > YEAR_MAX) {
                    throw new DateTimeException("the year is out of bounds");
                }
                return Optional.of(time.toInstant());
            } catch (DateTimeException noTime) {
                faults.add(new Fault("/" + FIELDS[field], "expected a time such as 2027-01-31T12:00:00Z (RFC 3339)"));
                return Optional.empty();
            }
        }

        Asked finish(byte[] bytes, int from, int to) {
            if (profile.isEmpty()
                    && faults.stream().noneMatch(fault -> fault.pointer().equals("/profile_id"))) {
                faults.add(new Fault("/profile_id", "is required"));
            }
            if (data.length == 0
                    && faults.stream().noneMatch(fault -> fault.pointer().equals("/data"))) {
                faults.add(new Fault("/data", "is required"));
            }
            if (!orderKey.isEmpty() && deliverAt.isPresent()) {
                faults.add(new Fault("/deliver_at", "a callback in the line of an order_key cannot be scheduled"));
            }
            if (deliverAt.isPresent() && !deliverAt.get().isBefore(expiresAt)) {
                faults.add(new Fault("/expires_at", "expected a time after deliver_at"));
            }
            if (!faults.isEmpty()) {
                return unreadable(Refusal.invalid(faults));
            }
            return new Asked.Submitted(new Submission(
                    profile.get(0),
                    event,
                    data,
                    reference,
                    new Submission.Schedule(deliverAt, expiresAt, orderKey),
                    key.isEmpty() ? Optional.empty() : Optional.of(keyOf(bytes, from, to))));
        }

        private Entry.IdempotencyKey keyOf(byte[] bytes, int from, int to) {
            return new Entry.IdempotencyKey(key, Sha256.of(bytes, from, to));
        }

        private static boolean hasLoneSurrogate(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else if (Character.isSurrogate(c)) {
                    return true;
                }
            }
            return false;
        }
    }
}
