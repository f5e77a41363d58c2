package dev.ringback.simulation;

import dev.ringback.delivery.Call;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Excerpt;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.Profile;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.Protection;
import dev.ringback.domain.RateLimit;
import dev.ringback.domain.RetrySchedule;
import dev.ringback.domain.SigningSecret;
import dev.ringback.domain.SuccessRule;
import dev.ringback.domain.access.Access;
import dev.ringback.profile.KeptProfile;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All receivers of a world: makes their profiles, answers the calls, each as its mood is. */
final class Customers {
    private final World world;
    private final Chance chance;
    private final List<Customer> all = new ArrayList<>();
    private final Map<ProfileId, Customer> byProfile = new HashMap<>();

    Customers(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        for (int i = 0; i < world.plan().profiles(); i++) {
            make(i);
        }
    }

    List<Customer> all() {
        return all;
    }

    Customer of(ProfileId profile) {
        return byProfile.get(profile);
    }

    private void make(int index) {
        ProfileId id = new ProfileId(new UUID(0x0190_0000_0000_7000L + chance.below(1 << 12), chance.seed()));
        boolean bad = chance.odds(world.plan().mix().badReceivers());
        Customer customer = new Customer(index, id, spec(index), !bad);
        long time = 0;
        while (bad && time < 2 * world.plan().loadNanos()) {
            time += chance.skewed(Timeline.SECOND, 20 * Timeline.SECOND);
            customer.becomes(mood(), time);
        }
        all.add(customer);
        byProfile.put(id, customer);
        world.profiles()
                .add(KeptProfile.of(new Profile(
                        id,
                        AccountId.DEFAULT,
                        customer.spec,
                        Profile.Status.activeSince(World.START),
                        new SigningSecret(new byte[32]),
                        new Profile.Stamp(World.START, World.START, 1))));
    }

    private Customer.Mood mood() {
        Customer.Mood[] moods = Customer.Mood.values();
        return chance.odds(0.02) ? Customer.Mood.GONE : moods[chance.below(moods.length - 1)];
    }

    private ProfileSpec spec(int index) {
        return new ProfileSpec(
                "p" + index, "default", List.of(), request(index), Protection.NONE, Access.OPEN, delivery(chance));
    }

    private static ProfileSpec.Request request(int index) {
        return new ProfileSpec.Request(
                Method.POST,
                "http://receiver.example/" + index,
                List.of(new Header("x-attempt", "<attempt>", false)),
                List.of(),
                Optional.empty());
    }

    static ProfileSpec.Delivery delivery(Chance chance) {
        return new ProfileSpec.Delivery(
                schedule(chance),
                SuccessRule.ANY_2XX,
                Duration.ofMillis(chance.of(500, 2000, 10_000)),
                chance.of(1, 1, 2, 5, 20, 64),
                chance.odds(0.2)
                        ? Optional.of(chance.of(
                                new RateLimit(2, Duration.ofSeconds(1)),
                                new RateLimit(20, Duration.ofSeconds(1)),
                                new RateLimit(60, Duration.ofSeconds(60))))
                        : Optional.empty(),
                chance.odds(0.1));
    }

    private static RetrySchedule schedule(Chance chance) {
        List<Duration> waits = new ArrayList<>();
        int tries = chance.from(0, 5);
        for (int i = 0; i < tries; i++) {
            waits.add(Duration.ofMillis(chance.skewed(200, 10_000)));
        }
        return new RetrySchedule(waits);
    }

    Future<Outcome> call(Run run, Call call) {
        CallbackId id = CallbackId.parse(header(call, "webhook-id")).orElseThrow();
        int attempt = Integer.parseInt(header(call, "x-attempt"));
        Customer customer = all.get(Integer.parseInt(call.request().target().substring(1)));
        Answer answer = answer(customer);
        Witness.Seen seen = world.witness().called(run, id, attempt, customer);
        long timeout = call.timeout().toNanos();
        boolean late = answer.after() > timeout;
        Outcome outcome = late ? Outcome.failed(OutcomeKind.TIMED_OUT, "no answer in time") : answer.outcome();
        Promise<Outcome> promise = Promise.promise();
        run.after(Math.min(answer.after(), timeout), () -> {
            world.witness().answered(seen, outcome);
            promise.complete(outcome);
        });
        return promise.future();
    }

    private static String header(Call call, String name) {
        for (Header header : call.request().headers()) {
            if (header.name().equals(name)) {
                return header.value();
            }
        }
        throw new IllegalStateException("no header " + name);
    }

    private record Answer(long after, Outcome outcome) {}

    private Answer answer(Customer customer) {
        long quick = chance.skewed(200 * Timeline.MICRO, 100 * Timeline.MILLI);
        return switch (customer.mood(world.timeline().now(), chance)) {
            case GOOD -> new Answer(quick, status(200));
            case SLOW -> new Answer(chance.nanos(200 * Timeline.MILLI, 3 * Timeline.SECOND), status(204));
            case ILL, LYING -> new Answer(quick, status(500));
            case BUSY -> new Answer(quick, busy());
            case MISSING -> new Answer(quick, status(404));
            case UNREACHABLE -> new Answer(quick, Outcome.failed(OutcomeKind.UNREACHABLE, "refused"));
            case BROKEN -> new Answer(quick, Outcome.failed(OutcomeKind.BROKEN, "reset"));
            case HANGING -> new Answer(Long.MAX_VALUE, status(200));
            case GONE -> new Answer(quick, status(410));
            case MIXED -> throw new IllegalStateException();
        };
    }

    private Outcome busy() {
        Optional<Duration> after =
                chance.odds(0.5) ? Optional.of(Duration.ofSeconds(chance.from(0, 20))) : Optional.empty();
        return Outcome.answered(chance.of(429, 503), after, Excerpt.NONE);
    }

    private static Outcome status(int httpStatus) {
        return Outcome.answered(httpStatus, Optional.empty(), Excerpt.NONE);
    }
}
