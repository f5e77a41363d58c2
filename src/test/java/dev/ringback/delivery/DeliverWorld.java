package dev.ringback.delivery;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Excerpt;
import dev.ringback.domain.Lanes;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.RateLimit;
import dev.ringback.domain.RetrySchedule;
import dev.ringback.domain.SuccessRule;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import dev.ringback.flow.LedgerLine;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Membership;
import dev.ringback.flow.Pauses;
import dev.ringback.flow.Placement;
import dev.ringback.flow.Settlement;
import dev.ringback.metrics.Meters;
import dev.ringback.profile.CompiledProfile;
import dev.ringback.profile.TestProfiles;
import dev.ringback.support.ManualTimers;
import dev.ringback.support.TestClock;
import dev.ringback.support.Works;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** One delivery worker in virtual time. Receivers answer when a test says, or at once by a rule. */
final class DeliverWorld {
    static final ProfileId FIRST = Works.profile(1);
    static final ProfileId SECOND = Works.profile(2);
    static final int LEDGER_MAX = 20;

    final TestClock clock = new TestClock();
    final ManualTimers timers = new ManualTimers(clock);
    final Licence licence = new Licence(Works.NODE);
    final LedgerLine line = new LedgerLine(LEDGER_MAX);
    final Pauses pauses = new Pauses();
    final Map<ProfileId, CompiledProfile> profiles = new HashMap<>();
    final List<Settlement> settled = new ArrayList<>();
    final List<ProfileId> gone = new ArrayList<>();
    Consumer<ProfileId> whenGone = gone::add;
    final ArrayDeque<Asked> asked = new ArrayDeque<>();
    Optional<Function<Call, Future<Outcome>>> rule = Optional.empty();
    int calls;
    boolean chanceFails;
    final Deliver deliver;

    /** A receiver that was called and has not answered. */
    record Asked(Call call, Promise<Outcome> answer) {}

    DeliverWorld() {
        put(FIRST, 4, Optional.empty());
        put(SECOND, 4, Optional.empty());
        Placement placement = new Placement(
                1, new Membership(), id -> Optional.ofNullable(profiles.get(id)).map(CompiledProfile::delivery));
        Desk desk = new Desk(
                id -> Optional.ofNullable(profiles.get(id)),
                licence,
                placement,
                line,
                pauses,
                settled::addAll,
                request -> false,
                profile -> whenGone.accept(profile.id()));
        deliver = new Deliver(
                desk,
                this::call,
                new Lanes(new Lanes.Limits(10, 2000, Duration.ofSeconds(5))),
                timers.ambient(),
                new Deliver.Worker(
                        0, "Ringback/test", 1024, new Tokens(), new Meters(new SimpleMeterRegistry()), this::chance));
    }

    void put(ProfileId id, int maxInFlight, Optional<RateLimit> rate) {
        profiles.put(id, TestProfiles.active(id, delivery(maxInFlight, rate)));
    }

    /** Its values are encrypted, each with a nonce of its own. */
    void putEncrypting(ProfileId id) {
        profiles.put(id, TestProfiles.encrypting(id, delivery(4, Optional.empty())));
    }

    private long chance() {
        if (chanceFails) {
            throw new IllegalStateException("the machine has no chance to give");
        }
        return 7;
    }

    void put(ProfileId id, ProfileState state) {
        profiles.put(id, TestProfiles.of(id, delivery(4, Optional.empty()), state));
    }

    private static ProfileSpec.Delivery delivery(int maxInFlight, Optional<RateLimit> rate) {
        return new ProfileSpec.Delivery(
                new RetrySchedule(List.of(Duration.ofSeconds(10))),
                SuccessRule.ANY_2XX,
                Duration.ofSeconds(10),
                maxInFlight,
                rate,
                false);
    }

    private Future<Outcome> call(Call call) {
        calls++;
        if (rule.isPresent()) {
            return rule.get().apply(call);
        }
        Promise<Outcome> answer = Promise.promise();
        asked.add(new Asked(call, answer));
        return answer.future();
    }

    Work take(ProfileId profile) {
        Work work = Works.fresh(profile, "{\"a\":\"b\"}");
        take(work);
        return work;
    }

    void take(Work... works) {
        deliver.take(List.of(works));
    }

    void take(ProfileId profile, int count) {
        List<Work> works = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            works.add(Works.fresh(profile, "{\"a\":\"b\"}"));
        }
        deliver.take(works);
    }

    void answer(int httpStatus) {
        answer(answered(httpStatus));
    }

    void answer(Outcome outcome) {
        asked.remove().answer().complete(outcome);
    }

    static Outcome answered(int httpStatus) {
        return Outcome.answered(httpStatus, Optional.empty(), Excerpt.NONE);
    }

    /** As the verticle ticks, every tenth of a second. */
    void pass(Duration time) {
        for (long tick = 0; tick < time.toMillis(); tick += 100) {
            timers.advance(Duration.ofMillis(100));
            deliver.tick();
            timers.runSoon();
        }
    }

    List<Settlement> settled() {
        timers.runSoon();
        return settled;
    }

    /** The one thing that was told of it. */
    Settlement of(Work work) {
        List<Settlement> all = settled().stream()
                .filter(one -> one.work().callback().id().equals(work.callback().id()))
                .toList();
        if (all.size() != 1) {
            throw new AssertionError(all);
        }
        return all.get(0);
    }

    Verdict verdict(Work work) {
        return ((Settlement.Tried) of(work)).attempt().verdict();
    }

    List<CallbackId> settledIds() {
        return settled().stream().map(one -> one.work().callback().id()).toList();
    }
}
