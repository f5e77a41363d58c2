package dev.ringback.mail;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Catches mails instead of sending them, for the demo: the newest are kept in memory and can be looked at. Safe for all threads. */
public final class CaughtMails implements Mailer {
    private static final int KEPT = 50;

    private final Deque<Caught> mails = new ArrayDeque<>();
    private int last;

    /** The number tells them apart. */
    public record Caught(int number, Mail mail) {}

    @Override
    public synchronized Future<Answer> send(Mail mail) {
        last++;
        mails.addFirst(new Caught(last, mail));
        if (mails.size() > KEPT) {
            Caught unused = mails.removeLast();
        }
        return Future.succeededFuture(Answer.SENT);
    }

    /** Newest first, older than {@code before}. */
    public synchronized List<Caught> newest(int before, int most) {
        return mails.stream().filter(one -> one.number() < before).limit(most).toList();
    }

    public synchronized Optional<Caught> find(String number) {
        Stream<Caught> all = mails.stream();
        return all.filter(one -> Integer.toString(one.number()).equals(number)).findFirst();
    }
}
