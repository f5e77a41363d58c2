package dev.ringback.domain.template.value;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** Stands in, as JSON, for a value that is missing, {@code null} or an empty text. */
public record Default(byte[] json) implements Filter {
    private static final byte[] NULL = "null".getBytes(US_ASCII);
    private static final byte[] EMPTY = "\"\"".getBytes(US_ASCII);

    @Override
    public byte[] apply(byte[] value) {
        boolean lacks = value.length == 0 || Arrays.equals(value, NULL) || Arrays.equals(value, EMPTY);
        return lacks ? json : value;
    }
}
