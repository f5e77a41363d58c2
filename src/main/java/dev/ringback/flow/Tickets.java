package dev.ringback.flow;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The holds that one event loop has issued, in the order of their ids, which is how the loop knows its low-water mark: the smallest id it
 * handed out that is not settled. Used from its event loop, but for {@link #mark()}.
 */
public final class Tickets {
    private final Supplier<UUID> floor;
    private final Budget budget;
    private final ArrayDeque<Ticket> issued = new ArrayDeque<>();
    private volatile UUID mark;

    /** {@code floor} answers a bound below every id this loop will hand out from now on. */
    public Tickets(Supplier<UUID> floor, Budget budget) {
        this.floor = floor;
        this.budget = budget;
        this.mark = floor.get();
    }

    public Ticket issue(CallbackId id, NodeId licence, int size) {
        Ticket ticket = new Ticket(id, licence, size, budget);
        issued.addLast(ticket);
        return ticket;
    }

    /** Forgets what is settled at the front and moves the mark. To be called often enough to keep the line short. */
    public void prune() {
        Ticket head = issued.peekFirst();
        while (head != null && head.isSettled()) {
            issued.removeFirst();
            head = issued.peekFirst();
        }
        mark = head == null ? floor.get() : head.id().value();
    }

    /** As of the last {@link #prune()}: never too high. May be read from any thread. */
    public UUID mark() {
        return mark;
    }

    public int outstanding() {
        return issued.size();
    }

    /**
     * What nobody settled in time: committed but never taken by a lane after so many of these looks, or lost somewhere behind it after so many.
     * They stay issued until they are settled.
     */
    public List<Ticket> astray(int untakenMost, int takenMost) {
        List<Ticket> astray = new ArrayList<>();
        for (Ticket ticket : issued) {
            if (ticket.isAstray(untakenMost, takenMost)) {
                astray.add(ticket);
            }
        }
        return astray;
    }

    /** The looks so far do not count: the database was away, and nothing could be settled. */
    public void absolve() {
        issued.forEach(Ticket::absolve);
    }

    /** Settles all that was issued under a licence that is lost: a survivor answers for it now. */
    public void release(NodeId lost) {
        for (Iterator<Ticket> all = issued.iterator(); all.hasNext(); ) {
            Ticket ticket = all.next();
            if (ticket.licence().equals(lost)) {
                ticket.settled();
                all.remove();
            }
        }
        prune();
    }
}
