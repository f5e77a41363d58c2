package dev.ringback.report;

import java.time.Instant;

/** What an attempt that failed met: in words, with the receiver's status, or 0 when it gave none. */
public record LastError(String words, int httpStatus, Instant at) {
    /** Never empty. */
    public String message() {
        if (!words.isBlank()) {
            return words;
        }
        return httpStatus == 0 ? "there was no answer" : "the receiver answered " + httpStatus;
    }
}
