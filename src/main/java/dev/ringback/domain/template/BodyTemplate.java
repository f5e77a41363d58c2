package dev.ringback.domain.template;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringback.domain.BodyType;
import dev.ringback.domain.Callback;
import dev.ringback.domain.json.JsonCursor;
import dev.ringback.domain.template.pattern.Pattern;
import dev.ringback.domain.template.pattern.Selection;
import dev.ringback.domain.template.value.BuiltIn;
import dev.ringback.domain.template.value.Bytes;
import dev.ringback.domain.template.value.Escaping;
import dev.ringback.domain.template.value.JsonQuote;
import dev.ringback.domain.template.value.Values;
import java.util.Arrays;
import java.util.Optional;

/** The body of a profile: none, from a template, or the standard one of {@code id}, {@code type}, {@code timestamp} and {@code data}. */
sealed interface BodyTemplate {
    BodyTemplate NONE = new None();
    BodyTemplate STANDARD = new Standard();

    /** Appends the body. */
    void write(Callback callback, Values values, Bytes out);

    /** What the body is, unless a header of the profile says otherwise. */
    Optional<String> contentType();

    /** GET and DELETE. */
    record None() implements BodyTemplate {
        @Override
        public void write(Callback callback, Values values, Bytes out) {
            // There is nothing to write.
        }

        @Override
        public Optional<String> contentType() {
            return Optional.empty();
        }
    }

    /** What the user wrote. */
    record Own(BodyType type, Pattern pattern) implements BodyTemplate {
        @Override
        public void write(Callback callback, Values values, Bytes out) {
            pattern.write(values, out);
        }

        @Override
        public Optional<String> contentType() {
            return Optional.of(type.contentType());
        }
    }

    /** The standard one, with the members of the data that are selected encrypted, each as a whole. */
    record StandardEncrypted(Selection selection) implements BodyTemplate {
        @Override
        public void write(Callback callback, Values values, Bytes out) {
            Standard.writeHead(callback, out);
            if (callback.data().length == 0) {
                Standard.putOrNull(callback.data(), out);
            } else {
                writeData(callback.data(), values, out);
            }
            out.put('}');
        }

        private void writeData(byte[] data, Values values, Bytes out) {
            JsonCursor cursor = new JsonCursor(data);
            cursor.enterObject();
            out.put('{');
            boolean first = true;
            while (cursor.nextMember()) {
                if (!first) {
                    out.put(',');
                }
                first = false;
                out.put(JsonQuote.of(cursor.name()));
                out.put(':');
                int from = cursor.position();
                boolean encrypted = selection.hasMember(cursor.name());
                cursor.skip();
                byte[] json = Arrays.copyOfRange(data, from, cursor.position());
                if (encrypted) {
                    values.writeEncrypted(json, Escaping.JSON_VALUE, out);
                } else {
                    out.put(json);
                }
            }
            out.put('}');
        }

        @Override
        public Optional<String> contentType() {
            return Optional.of(BodyType.JSON.contentType());
        }
    }

    /** Reads nothing of the data. An event that was not named is {@code null}, as is data that was not given. */
    record Standard() implements BodyTemplate {
        private static final byte[] ID = "{\"id\":".getBytes(US_ASCII);
        private static final byte[] TYPE = ",\"type\":".getBytes(US_ASCII);
        private static final byte[] TIMESTAMP = ",\"timestamp\":".getBytes(US_ASCII);
        private static final byte[] DATA = ",\"data\":".getBytes(US_ASCII);
        private static final byte[] NULL = "null".getBytes(US_ASCII);

        @Override
        public void write(Callback callback, Values values, Bytes out) {
            writeHead(callback, out);
            putOrNull(callback.data(), out);
            out.put('}');
        }

        static void writeHead(Callback callback, Bytes out) {
            out.put(ID);
            out.put(BuiltIn.CALLBACK_ID.json(callback, 0));
            out.put(TYPE);
            putOrNull(BuiltIn.EVENT.json(callback, 0), out);
            out.put(TIMESTAMP);
            out.put(BuiltIn.TIMESTAMP.json(callback, 0));
            out.put(DATA);
        }

        @Override
        public Optional<String> contentType() {
            return Optional.of(BodyType.JSON.contentType());
        }

        static void putOrNull(byte[] json, Bytes out) {
            out.put(json.length == 0 ? NULL : json);
        }
    }
}
