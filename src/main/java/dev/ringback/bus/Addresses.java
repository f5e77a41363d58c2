package dev.ringback.bus;

import dev.ringback.domain.Work;
import java.util.List;

/** Every address of the bus. */
public final class Addresses {
    /** Publishers inside the cluster ask for callbacks: the body of {@code POST /v1/callbacks}, with {@code account} when not the default. */
    public static final Question SUBMIT = new Question("ringback.submit");

    /** Many at once: the body of {@code POST /v1/callbacks/batch}, each callback with its {@code account} when not the default. */
    public static final Question SUBMIT_BATCH = new Question("ringback.submit.batch");

    /** Outcomes to record. */
    public static final Hint<Settlements> LEDGER = new Hint<>("ringback.ledger", Settlements.class);

    /** There are new rows in the backlog, due now or soon. */
    public static final Hint<BacklogHasWork> BACKLOG = new Hint<>("ringback.backlog", BacklogHasWork.class);

    private Addresses() {}

    /** Callbacks for the delivery worker of one event loop of this node. */
    public static Hint<Handoff> delivery(int loop) {
        return new Hint<>("ringback.delivery." + loop, Handoff.class);
    }

    /** Committed callbacks, by reference. */
    public record Handoff(List<Work> works) {}

    /** What became of callbacks. */
    public record Settlements(List<dev.ringback.flow.Settlement> all) {}

    /** Nothing but the fact. */
    public record BacklogHasWork() {}
}
