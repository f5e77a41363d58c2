package dev.ringback.intake;

import dev.ringback.ambient.Ambient;
import dev.ringback.ambient.Ids;
import dev.ringback.config.Settings;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Work;
import dev.ringback.flow.Budget;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Pauses;
import dev.ringback.flow.Placement;
import dev.ringback.flow.Ticket;
import dev.ringback.flow.Tickets;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Accept.Asked;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The intake of one event loop, put together: what publishers reach, and what keeps its holds in order. */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Looks of the sweep, one in ten seconds. */
    private static final int UNTAKEN_LOOKS = 1;

    private static final int TAKEN_LOOKS = 60;

    private final Accept accept;
    private final Pacing pacing;
    private final Journal journal;
    private final Tickets tickets;
    private final Licence licence;
    private final Sweep sweep;

    public Intake(Publishing publishing, Onward onward, Ids ids, Ambient ambient, Settings.Intake limits) {
        this.licence = onward.licence();
        this.sweep = onward.sweep();
        this.pacing = new Pacing(onward.budget(), ambient);
        this.tickets = new Tickets(() -> ids.floor().value(), onward.budget());
        HandOff handOff = new HandOff(onward.loop(), onward.placement(), onward.deliver(), onward.backlogHasWork());
        Doubtful doubtful = new Doubtful(publishing.store(), licence, ambient.timers(), handOff::committed);
        this.journal = new Journal(
                publishing.store(),
                licence,
                doubtful,
                handOff,
                new Journal.Bounds(limits.flushCallbacksMax(), limits.flushBytesMax(), PATIENCE, ambient.timers()));
        this.accept = new Accept(
                publishing.targets(),
                publishing.channelHasEvent(),
                new Accept.Issue(
                        ids::next, tickets, onward.budget(), licence, onward.pauses(), publishing.deliverAtMost()),
                journal,
                ambient.clock());
    }

    /** What submissions are held against, and where they become durable. */
    public record Publishing(
            Targets targets, BiPredicate<String, String> channelHasEvent, JournalStore store, Duration deliverAtMost) {}

    /** Which loop this is, what it may hold, and where committed callbacks go. */
    public record Onward(
            int loop,
            Budget budget,
            Licence licence,
            Pauses pauses,
            Placement placement,
            BiConsumer<Integer, List<Work>> deliver,
            Runnable backlogHasWork,
            Sweep sweep) {}

    /** Backlog rows for callbacks of that node which nobody in it holds any more. */
    @FunctionalInterface
    public interface Sweep {
        Future<Void> intoBacklog(NodeId node, List<CallbackId> astray);
    }

    Future<List<Acceptance>> accept(AccountId account, List<Asked> asked) {
        return pacing.inTurn(() -> accept.accept(account, asked));
    }

    /** The smallest id that this loop handed out and that is not settled. From any thread. */
    public UUID mark() {
        return tickets.mark();
    }

    /** To be called several times a second. */
    public void prune() {
        tickets.prune();
    }

    /** To be called every ten seconds; {@code settling} says whether the store takes what is settled at the moment. */
    public Future<Void> sweep(boolean settling) {
        if (!settling) {
            tickets.absolve();
            return Future.succeededFuture();
        }
        List<Ticket> astray = tickets.astray(UNTAKEN_LOOKS, TAKEN_LOOKS);
        if (astray.isEmpty()) {
            return Future.succeededFuture();
        }
        NodeId node = licence.node();
        LOG.warn("{} callbacks were lost between two stages and go to the backlog", astray.size());
        return sweep.intoBacklog(node, astray.stream().map(Ticket::id).toList())
                .onSuccess(done -> astray.forEach(Ticket::settled))
                .recover(failure -> {
                    if (Trouble.kindOf(failure) == Trouble.Kind.FENCED) {
                        licence.lost(node);
                    }
                    return Future.succeededFuture();
                });
    }

    /** Forgets what was held under a licence that is lost. */
    public void forget(NodeId lost) {
        tickets.release(lost);
    }

    /** Nothing is on its way into the journal. */
    public boolean isIdle() {
        return journal.isIdle();
    }

    /** Nothing that this loop accepted is unsettled. */
    public boolean isSettled() {
        tickets.prune();
        return tickets.outstanding() == 0;
    }
}
