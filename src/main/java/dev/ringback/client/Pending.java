package dev.ringback.client;

import io.vertx.core.Promise;

/** A callback under way. {@code repeatable}: it has an idempotency key, and so can be asked for again whatever became of it. */
record Pending(Submission submission, boolean repeatable, long sinceNanos, Promise<BatchJson.Answer.Taken> answer) {}
