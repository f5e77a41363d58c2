package dev.ringback.domain;

import java.time.Instant;

/** What we decide after an outcome. Everything but {@link Kind#RETRY} is final. */
public record Verdict(Kind kind, Instant dueAt) {
    public static final Verdict DELIVERED = new Verdict(Kind.DELIVERED, Instant.MIN);
    public static final Verdict FAILED = new Verdict(Kind.FAILED, Instant.MIN);
    public static final Verdict SKIPPED = new Verdict(Kind.SKIPPED, Instant.MIN);
    public static final Verdict CANCELLED = new Verdict(Kind.CANCELLED, Instant.MIN);
    public static final Verdict EXPIRED = new Verdict(Kind.EXPIRED, Instant.MIN);

    public static Verdict retryAt(Instant dueAt) {
        return new Verdict(Kind.RETRY, dueAt);
    }

    public boolean isFinal() {
        return kind != Kind.RETRY;
    }

    /** The code is what the store keeps. */
    public enum Kind {
        RETRY(0),
        DELIVERED(1),
        FAILED(2),
        SKIPPED(3),
        CANCELLED(4),
        EXPIRED(5);

        private final short code;

        Kind(int code) {
            this.code = (short) code;
        }

        public short code() {
            return code;
        }
    }
}
