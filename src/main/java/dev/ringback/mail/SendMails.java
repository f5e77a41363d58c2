package dev.ringback.mail;

import dev.ringback.domain.NodeId;
import dev.ringback.mail.MailStore.Copy;
import dev.ringback.mail.MailStore.State;
import dev.ringback.report.RunDuty;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans reports and sends what is to be sent, a few at a time, so that a thousand accounts' reports take minutes and nobody's deliveries wait for
 * them. A copy is marked as tried before it is sent and as sent after: a crash in between is the only way to send one twice. What could not be
 * sent is tried again for a day.
 */
public final class SendMails implements RunDuty.Step {
    private static final Logger LOG = LoggerFactory.getLogger(SendMails.class);
    /** Each makes a chart and holds a connection to the mail server. */
    static final int AT_ONCE = 4;

    /** Should each take its whole time, all have had their turn before the first may be claimed again. */
    private static final int PORTION = 4 * AT_ONCE;

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration TRIED_FOR = Duration.ofDays(1);

    private final PlanReports plan;
    private final MailStore store;
    private final ComposeMail compose;
    private final Mailer mailer;
    private final InstantSource clock;

    public SendMails(PlanReports plan, MailStore store, ComposeMail compose, Mailer mailer, InstantSource clock) {
        this.plan = plan;
        this.store = store;
        this.compose = compose;
        this.mailer = mailer;
        this.clock = clock;
    }

    @Override
    public Future<Duration> run(NodeId node) {
        return plan.plan(node)
                .compose(planned -> store.claim(node, clock.instant(), PORTION))
                .compose(copies -> some(copies).map(done -> copies.size() == PORTION ? Duration.ZERO : PAUSE));
    }

    /** So many lines that each send one after the other. */
    private Future<Void> some(List<Copy> copies) {
        List<Future<Void>> lines = new ArrayList<>();
        for (int first = 0; first < Math.min(AT_ONCE, copies.size()); first++) {
            Future<Void> line = Future.succeededFuture();
            for (int i = first; i < copies.size(); i += AT_ONCE) {
                Copy copy = copies.get(i);
                line = line.compose(done -> send(copy));
            }
            lines.add(line);
        }
        return Future.join(lines).mapEmpty();
    }

    private Future<Void> send(Copy copy) {
        if (clock.instant().isAfter(copy.nextAt())) {
            // It may be another's by now.
            return Future.succeededFuture();
        }
        return compose.mail(copy)
                .compose(mailer::send)
                .recover(failure -> Future.succeededFuture(new Mailer.Answer(
                        Mailer.Result.FAILED, "the mail could not be put together: " + failure.getMessage())))
                .compose(answer -> {
                    State state = state(copy, answer);
                    if (state != State.SENT) {
                        LOG.warn(
                                "a mail of account {} is {}: {}",
                                copy.letter().account().id(),
                                state,
                                answer.words());
                    }
                    return store.end(copy, state, answer.words(), clock.instant());
                });
    }

    private State state(Copy copy, Mailer.Answer answer) {
        Instant last = copy.letter().createdAt().plus(TRIED_FOR);
        return switch (answer.result()) {
            case SENT -> State.SENT;
            case REFUSED -> State.REFUSED;
            case FAILED -> copy.nextAt().isAfter(last) ? State.GIVEN_UP : State.WAITING;
        };
    }
}
