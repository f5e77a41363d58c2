package dev.ringback.simulation;

import dev.ringback.audit.Author;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.Verdict;
import dev.ringback.profile.EditProfiles;
import dev.ringback.profile.Editing;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Those who change profiles, and retry and cancel callbacks, while they are on their way. */
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
            world.timeline()
                    .after(
                            Timeline.Life.WORLD,
                            chance.nanos(from, to),
                            () -> serving().ifPresent(this::edit));
        }
        int changes = chance.odds(0.7) ? chance.below(world.plan().callbacks()) : 0;
        for (int i = 0; i < changes; i++) {
            // Those that fail do so when their schedule is at its end, which is after the load.
            long at = chance.nanos(from, to + (to - from));
            world.timeline().after(Timeline.Life.WORLD, at, () -> serving().ifPresent(this::change));
        }
    }

    private Optional<Run> serving() {
        List<Run> serving =
                world.runs().filter(run -> run.isServing() && !run.isPaused()).collect(Collectors.toList());
        return serving.isEmpty() ? Optional.empty() : Optional.of(chance.pick(serving));
    }

    /** Retries one that has ended without success, or cancels one that may wait; now and then any, which must do nothing. */
    private void change(Run run) {
        boolean retries = chance.odds(0.7);
        boolean any = chance.odds(0.1);
        List<Story> wanted = world.witness().books().stories().stream()
                .filter(story -> any
                        || story.end
                                .map(end -> retries && end != Verdict.Kind.DELIVERED)
                                .orElse(!retries))
                .collect(Collectors.toList());
        if (wanted.isEmpty()) {
            return;
        }
        Story story = chance.pick(wanted);
        if (retries) {
            world.trace().note("retry", run, story.id);
            story.retryAsked = true;
            Editing.ignored(run.changes.retry(AccountId.DEFAULT, story.id, new UUID(0, 0), run.now()));
        } else {
            world.trace().note("cancel", run, story.id);
            Editing.ignored(run.changes.cancel(run.node().licence(), AccountId.DEFAULT, story.id, run.now()));
        }
    }

    private void edit(Run run) {
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
