package dev.ringback.client;

/** What became of one of many. */
public sealed interface Result {
    Submission submission();

    /** It is durable. {@code state}: {@code waiting}, or {@code skipped} when its profile is disabled. */
    record Accepted(Submission submission, String id, String state) implements Result {}

    record Failed(Submission submission, NotAccepted why) implements Result {}
}
