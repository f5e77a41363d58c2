package dev.ringback.domain;

/** The kept beginning of a request or an answer: the head as text (secrets masked), then an empty line and the body's first bytes. */
public record Excerpt(byte[] bytes) {
    public static final Excerpt NONE = new Excerpt(new byte[0]);

    public boolean isEmpty() {
        return bytes.length == 0;
    }
}
