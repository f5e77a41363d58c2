package dev.ringback.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ambient.Ids;
import dev.ringback.config.Settings;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.Work;
import dev.ringback.flow.Budget;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Membership;
import dev.ringback.flow.Pauses;
import dev.ringback.flow.Placement;
import dev.ringback.intake.Accept.Asked;
import dev.ringback.intake.Acceptance.Accepted;
import dev.ringback.intake.Acceptance.Refused;
import dev.ringback.support.ManualTimers;
import dev.ringback.support.Mood;
import dev.ringback.support.MoodyJournal;
import dev.ringback.support.TestClock;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** One loop's intake in virtual time, with everything around it in a test's hands. */
final class IntakeWorld {
    static final ProfileId ACTIVE = new ProfileId(new UUID(0x7000, 1));
    static final ProfileId DISABLED = new ProfileId(new UUID(0x7000, 2));
    static final ProfileId OF_ANOTHER = new ProfileId(new UUID(0x7000, 3));
    /** Only the database knows it. */
    static final ProfileId NEW = new ProfileId(new UUID(0x7000, 4));

    static final ProfileId UNKNOWN = new ProfileId(new UUID(0x7000, 5));
    static final NodeId FIRST_RUN = new NodeId(new UUID(0x7000, 11));
    static final NodeId SECOND_RUN = new NodeId(new UUID(0x7000, 12));
    static final Settings.Intake LIMITS =
            new Settings.Intake(1000, 10_000, 5, 1 << 20, 4, 40, 1 << 20, Duration.ofHours(24));

    final TestClock clock = new TestClock();
    final ManualTimers timers = new ManualTimers(clock);
    final MoodyJournal store = new MoodyJournal(clock, FIRST_RUN, SECOND_RUN);
    final Mood reads = new Mood();
    final Mood sweeps = new Mood();
    final Licence licence = new Licence(FIRST_RUN);
    final Budget budget = new Budget(LIMITS.unsettledCallbacksMax(), LIMITS.unsettledBytesMax());
    final List<Work> handedOff = new ArrayList<>();
    final List<CallbackId> swept = new ArrayList<>();
    int backlogHints;
    final Pauses pauses = new Pauses();
    final Intake intake;
    private final Map<ProfileId, Targets.Target> known = new HashMap<>();

    IntakeWorld() {
        known.put(ACTIVE, new Targets.Target(AccountId.DEFAULT, "sms", true));
        known.put(DISABLED, new Targets.Target(AccountId.DEFAULT, "sms", false));
        known.put(OF_ANOTHER, new Targets.Target(new AccountId("acc_other"), "sms", true));
        Placement placement = new Placement(1, new Membership(), id -> Optional.of(ProfileSpec.Delivery.STANDARD));
        intake = new Intake(
                new Intake.Publishing(
                        new Known(), (channel, event) -> event.startsWith(channel), store, Duration.ofDays(7)),
                new Intake.Onward(
                        0,
                        budget,
                        licence,
                        pauses,
                        placement,
                        (loop, works) -> handedOff.addAll(works),
                        () -> backlogHints++,
                        (node, astray) -> sweeps.answer(() -> {
                            swept.addAll(astray);
                            return null;
                        })),
                new Ids(clock, new Random(1)),
                timers.ambient(),
                LIMITS);
    }

    private final class Known implements Targets {
        @Override
        public Optional<Target> find(ProfileId profile) {
            return Optional.ofNullable(known.get(profile));
        }

        @Override
        public Future<Optional<Target>> read(ProfileId profile) {
            return reads.answer(() -> {
                if (profile.equals(NEW)) {
                    known.put(NEW, new Target(AccountId.DEFAULT, "sms", true));
                }
                return find(profile);
            });
        }
    }

    Future<List<Acceptance>> accept(Asked... asked) {
        return intake.accept(AccountId.DEFAULT, List.of(asked));
    }

    /** The id of one that must have been accepted. */
    CallbackId accepted(Asked asked) {
        return id(answer(accept(asked)));
    }

    static Acceptance answer(Future<List<Acceptance>> answers) {
        return answers(answers).get(0);
    }

    static List<Acceptance> answers(Future<List<Acceptance>> answers) {
        assertThat(answers.succeeded()).as("answered").isTrue();
        return answers.result();
    }

    static CallbackId id(Acceptance answer) {
        assertThat(answer).isInstanceOf(Accepted.class);
        return ((Accepted) answer).id();
    }

    static Refusal.Reason reason(Acceptance answer) {
        assertThat(answer).isInstanceOf(Refused.class);
        return ((Refused) answer).refusal().reason();
    }

    List<CallbackId> handedOffIds() {
        return handedOff.stream().map(work -> work.callback().id()).toList();
    }

    static Asked to(ProfileId profile) {
        return to(profile, "{}");
    }

    static Asked to(ProfileId profile, String data) {
        return asked(profile, data, new Submission.Schedule(Optional.empty(), Instant.MAX, ""), Optional.empty());
    }

    static Asked withKey(String key, String request) {
        byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        return asked(
                ACTIVE,
                request,
                new Submission.Schedule(Optional.empty(), Instant.MAX, ""),
                Optional.of(new Entry.IdempotencyKey(key, Sha256.of(bytes, 0, bytes.length))));
    }

    static Asked at(Instant deliverAt) {
        return asked(ACTIVE, "{}", new Submission.Schedule(Optional.of(deliverAt), Instant.MAX, ""), Optional.empty());
    }

    static Asked inLineOf(String orderKey) {
        return asked(ACTIVE, "{}", new Submission.Schedule(Optional.empty(), Instant.MAX, orderKey), Optional.empty());
    }

    static Asked inLineOf(String orderKey, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return asked(
                ACTIVE,
                "{}",
                new Submission.Schedule(Optional.empty(), Instant.MAX, orderKey),
                Optional.of(new Entry.IdempotencyKey(key, Sha256.of(bytes, 0, bytes.length))));
    }

    static Asked expiring(Instant at) {
        return asked(ACTIVE, "{}", new Submission.Schedule(Optional.empty(), at, ""), Optional.empty());
    }

    static Asked about(String event) {
        return new Asked.Submitted(new Submission(
                ACTIVE,
                event,
                new byte[] {'{', '}'},
                "",
                new Submission.Schedule(Optional.empty(), Instant.MAX, ""),
                Optional.empty()));
    }

    private static Asked asked(
            ProfileId profile, String data, Submission.Schedule schedule, Optional<Entry.IdempotencyKey> key) {
        return new Asked.Submitted(
                new Submission(profile, "", data.getBytes(StandardCharsets.UTF_8), "", schedule, key));
    }
}
