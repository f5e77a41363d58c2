package dev.ringback.domain.template.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.json.JsonText;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a value can be turned into before it is written. What a format cannot read stays as it came: no data is lost by it. */
public enum Format implements Filter {
    UPPER {
        @Override
        byte[] ofText(String text) {
            return JsonQuote.of(text.toUpperCase(Locale.ROOT));
        }
    },
    LOWER {
        @Override
        byte[] ofText(String text) {
            return JsonQuote.of(text.toLowerCase(Locale.ROOT));
        }
    },
    /** Whole seconds since 1970, as a number. */
    EPOCH {
        @Override
        byte[] ofValue(byte[] json) {
            return ofTime(json, time -> Long.toString(time.getEpochSecond()).getBytes(UTF_8));
        }
    },
    /** As RFC 3339 has it, in UTC. */
    ISO8601 {
        @Override
        byte[] ofValue(byte[] json) {
            return ofTime(json, time -> JsonQuote.of(time.toString()));
        }
    },
    /** The value's JSON as a text. */
    JSON {
        @Override
        byte[] ofValue(byte[] json) {
            return JsonQuote.of(new String(json, UTF_8));
        }
    },
    /** Percent-encoded, for URLs within bodies. */
    URL {
        @Override
        byte[] ofValue(byte[] json) {
            Bytes out = new Bytes(Integer.MAX_VALUE);
            out.put('"');
            Escaping.PERCENT.write(json, 0, json.length, out);
            out.put('"');
            return out.copy(0);
        }
    };

    /** As it is written behind the bar. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Format::word).toList();
    }

    public static Optional<Format> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    @Override
    public final byte[] apply(byte[] json) {
        return json.length == 0 ? json : ofValue(json);
    }

    byte[] ofValue(byte[] json) {
        return json[0] == '"' ? ofText(JsonText.decode(json, 1, json.length - 1)) : json;
    }

    byte[] ofText(String text) {
        return JsonQuote.of(text);
    }

    private static byte[] ofTime(byte[] json, Function<Instant, byte[]> show) {
        String text = json[0] == '"' ? JsonText.decode(json, 1, json.length - 1) : new String(json, UTF_8);
        return Times.read(text).map(show).orElse(json);
    }
}
