package dev.ringback.mail;

import io.vertx.core.Future;

/** Carries mails away. A failure is an answer, in words for people. */
public interface Mailer {
    Future<Answer> send(Mail mail);

    /** {@code REFUSED}: this recipient will never do; {@code FAILED}: it may go another time. */
    enum Result {
        SENT,
        REFUSED,
        FAILED
    }

    /** {@code words} are empty when it was sent. */
    record Answer(Result result, String words) {
        public static final Answer SENT = new Answer(Result.SENT, "");
    }
}
