package dev.ringback.domain.template.value;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringback.domain.Callback;
import java.util.Arrays;
import java.util.List;

/** The names that are filled in where the data has none of the kind. */
public enum BuiltIn {
    CALLBACK_ID("callback_id") {
        @Override
        public byte[] json(Callback callback, int attempt) {
            return quoted(callback.id().toString());
        }
    },
    PROFILE_ID("profile_id") {
        @Override
        public byte[] json(Callback callback, int attempt) {
            return quoted(callback.profile().toString());
        }
    },
    /** Missing when the callback names none. */
    EVENT("event") {
        @Override
        public byte[] json(Callback callback, int attempt) {
            if (callback.event().isEmpty()) {
                return NOTHING;
            }
            return JsonQuote.of(callback.event());
        }
    },
    ATTEMPT("attempt") {
        @Override
        public byte[] json(Callback callback, int attempt) {
            return Integer.toString(attempt).getBytes(US_ASCII);
        }
    },
    /** When the callback was accepted, in RFC 3339: it stays the same from attempt to attempt. */
    TIMESTAMP("timestamp") {
        @Override
        public byte[] json(Callback callback, int attempt) {
            return quoted(Rfc3339.text(callback.acceptedAt().toEpochMilli()));
        }
    },
    /** Stands beside a path that is looked for in the data only. */
    NONE("") {
        @Override
        public byte[] json(Callback callback, int attempt) {
            return NOTHING;
        }
    };

    private static final byte[] NOTHING = {};

    private final String word;

    BuiltIn(String word) {
        this.word = word;
    }

    public static BuiltIn of(List<Step> path) {
        for (BuiltIn builtIn : values()) {
            if (path.equals(List.of(Step.member(builtIn.word)))) {
                return builtIn;
            }
        }
        return NONE;
    }

    public static List<String> words() {
        return Arrays.stream(values())
                .filter(builtIn -> builtIn != NONE)
                .map(builtIn -> builtIn.word)
                .toList();
    }

    /** The value as JSON; no bytes when there is none. */
    public abstract byte[] json(Callback callback, int attempt);

    private static byte[] quoted(String plain) {
        return ('"' + plain + '"').getBytes(US_ASCII);
    }
}
