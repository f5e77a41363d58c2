package dev.ringback.mail;

import java.time.Instant;

/** A mail ready to be sent to one recipient. */
public record Mail(Envelope envelope, String text, String html, byte[] chart, String unsubscribeUrl) {
    /** The id is the same each time the same mail is sent. */
    public record Envelope(String messageId, String to, String subject, Instant at) {}

    /** What the HTML calls the chart. */
    public static final String CHART = "chart@ringback";
}
