package dev.ringback.simulation;

import dev.ringback.audit.Author;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileState;
import dev.ringback.profile.EditProfiles;
import dev.ringback.profile.Editing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Those who change profiles while callbacks are on their way. */
final class Users {
    private static final Author ME = Author.ringback(AccountId.DEFAULT);

    private final World world;
    private final Chance chance;

    Users(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
    }

    void begin(long from, long to) {
        double perMinute = world.plan().mix().edits();
        int edits = (int) ((to - from)
                / (60.0 * Timeline.SECOND)
                * perMinute
                * 2
                * chance.random().nextDouble());
        for (int i = 0; i < edits; i++) {
            world.timeline().after(Timeline.Life.WORLD, chance.nanos(from, to), this::edit);
        }
    }

    private void edit() {
        List<Run> serving =
                world.runs().filter(run -> run.isServing() && !run.isPaused()).collect(Collectors.toList());
        if (serving.isEmpty()) {
            return;
        }
        Run run = chance.pick(serving);
        EditProfiles edit = run.node().editProfiles();
        Customer customer = chance.pick(world.customers().all());
        customer.edited = true;
        int what = chance.below(10);
        world.trace().note("edit", run, customer.index, what);
        if (what < 5) {
            ProfileSpec old = customer.spec;
            ProfileSpec spec = old.withDelivery(Customers.delivery(chance));
            customer.changed(spec);
            Editing.patch(edit, ME, customer.profile, spec);
        } else if (what < 7) {
            Editing.ignored(edit.switchTo(ME, customer.profile, ProfileState.DISABLED));
        } else if (what < 9) {
            Editing.ignored(edit.switchTo(ME, customer.profile, ProfileState.ACTIVE));
        } else if (chance.odds(0.3)) {
            Editing.ignored(edit.delete(ME, customer.profile, Optional.empty()));
        }
    }
}
