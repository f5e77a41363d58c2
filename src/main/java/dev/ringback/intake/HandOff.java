package dev.ringback.intake;

import dev.ringback.domain.Work;
import dev.ringback.flow.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Gives committed callbacks to the delivery workers: one message for each worker that gets some. What needs no lane (scheduled, ordered, skipped)
 * is settled with its commit.
 */
final class HandOff {
    private final int ownLoop;
    private final Placement placement;
    private final BiConsumer<Integer, List<Work>> deliver;
    private final Runnable backlogHasWork;

    HandOff(int ownLoop, Placement placement, BiConsumer<Integer, List<Work>> deliver, Runnable backlogHasWork) {
        this.ownLoop = ownLoop;
        this.placement = placement;
        this.deliver = deliver;
        this.backlogHasWork = backlogHasWork;
    }

    void committed(List<Entry> entries) {
        List<List<Work>> byLoop = new ArrayList<>();
        boolean waiting = false;
        for (Entry entry : entries) {
            if (entry.beside().isNothing()) {
                int loop = placement.loopOf(entry.callback().profile(), ownLoop);
                while (byLoop.size() <= loop) {
                    byLoop.add(new ArrayList<>());
                }
                entry.ticket().committed();
                byLoop.get(loop).add(new Work(entry.callback(), 1, false, entry.ticket()));
            } else {
                waiting |= !entry.beside().skipped();
                entry.ticket().settled();
            }
        }
        for (int loop = 0; loop < byLoop.size(); loop++) {
            if (!byLoop.get(loop).isEmpty()) {
                deliver.accept(loop, byLoop.get(loop));
            }
        }
        if (waiting) {
            backlogHasWork.run();
        }
    }
}
