package dev.ringback.delivery;

import dev.ringback.ambient.Ambient;
import dev.ringback.delivery.MakeCall.Made;
import dev.ringback.delivery.TryCallback.Try;
import dev.ringback.domain.Attempt;
import dev.ringback.domain.Excerpt;
import dev.ringback.domain.Judge;
import dev.ringback.domain.Lanes;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import dev.ringback.flow.Settlement;
import dev.ringback.metrics.Meters;
import dev.ringback.profile.CompiledProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One delivery worker: takes callbacks into their lanes, tries them as the limits allow, judges what came of it, and passes it on to the
 * ledger. What finds no place in its lane goes to the backlog by the same way. Used from one event loop.
 */
public final class Deliver {
    private static final Logger LOG = LoggerFactory.getLogger(Deliver.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final int loop;
    private final Desk desk;
    private final Lanes lanes;
    private final Ambient ambient;
    private final TryCallback tryCallback;
    private final int excerptBytesMax;
    private final Meters meters;
    private List<Settlement> outbox = new ArrayList<>();
    private boolean stopping;
    private boolean pumping;

    public Deliver(Desk desk, Receivers receivers, Lanes lanes, Ambient ambient, Worker worker) {
        this.loop = worker.loop();
        this.desk = desk;
        this.lanes = lanes;
        this.ambient = ambient;
        this.tryCallback = new TryCallback(
                new MakeCall(desk.ownInbox(), worker.userAgent(), worker.chance()),
                receivers,
                worker.tokens(),
                new FetchToken(receivers, ambient.clock(), worker.userAgent()));
        this.excerptBytesMax = worker.excerptBytesMax();
        this.meters = worker.meters();
    }

    /** Which worker it is; {@code excerptBytesMax}: how much of a request is kept; {@code chance}: such as nobody can guess. */
    public record Worker(
            int loop, String userAgent, int excerptBytesMax, Tokens tokens, Meters meters, RandomGenerator chance) {}

    public void take(List<Work> works) {
        Instant now = ambient.clock().instant();
        for (Work work : works) {
            work.hold().taken();
            if (!desk.licence().covers(work.hold().licence())) {
                work.hold().settled();
            } else {
                lineOrPostpone(work, now);
            }
        }
        pump();
    }

    /** To be called every tenth of a second: time alone opens breakers, fills rate limits and makes callbacks wait too long. */
    public void tick() {
        Instant now = ambient.clock().instant();
        for (Lanes.Overdue overdue : lanes.overdue(now)) {
            postpone(overdue.work(), overdue.retryAt(), now);
        }
        pump();
    }

    /** Starts nothing more; what waits goes to the backlog. What is in flight ends as it ends. */
    public void stopStarting() {
        stopping = true;
        Instant now = ambient.clock().instant();
        lanes.clear().forEach(work -> settle(new Settlement.Postponed(work, now)));
    }

    /** The licence is lost: another node answers for what waits here. */
    public void forget() {
        lanes.clear().forEach(work -> work.hold().settled());
    }

    public int inFlight() {
        return lanes.inFlight();
    }

    public int waiting() {
        return lanes.waiting();
    }

    private void line(Work work, Instant now) {
        Optional<CompiledProfile> profile =
                desk.profiles().apply(work.callback().profile());
        if (stopping) {
            settle(new Settlement.Postponed(work, now));
            return;
        }
        ProfileId id = work.callback().profile();
        if (desk.pauses().of(id).isEmpty()) {
            lanes.recovered(id, now);
        }
        Lanes.Terms terms = profile.map(p -> desk.placement().termsOn(loop, p.id(), p.delivery()))
                .orElse(new Lanes.Terms(1, Optional.empty(), 1));
        Lanes.Offer offer = lanes.offer(work, terms, now);
        if (!offer.taken()) {
            postpone(work, offer.retryAt(), now);
        }
    }

    private void postpone(Work work, Instant retryAt, Instant now) {
        if (retryAt.isAfter(now)) {
            settle(new Settlement.Postponed(work, retryAt));
        } else {
            // No room here: a moment later there is, or on another node.
            desk.pauses().crowd(work.callback().profile(), now);
            settle(new Settlement.Postponed(work, work.claimed() ? now.plus(LOOK_AGAIN) : now));
        }
    }

    /** Never within itself: an attempt may end at once (one that cannot be made does), and a long line of those would use up the stack. */
    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            startAll();
        } finally {
            pumping = false;
        }
    }

    /** A bug must cost one callback its turn, not the others of its message theirs. */
    private void lineOrPostpone(Work work, Instant now) {
        try {
            line(work, now);
        } catch (RuntimeException bug) {
            LOG.error("callback {} cannot be lined up", work.callback().id(), bug);
            settle(new Settlement.Postponed(work, now.plus(LOOK_AGAIN)));
        }
    }

    private void startAll() {
        while (!stopping && !desk.line().isFull() && desk.licence().isValid()) {
            Instant now = ambient.clock().instant();
            Optional<Work> next = lanes.next(now);
            if (next.isEmpty()) {
                return;
            }
            begin(next.get(), now);
        }
    }

    private void begin(Work work, Instant now) {
        ProfileId id = work.callback().profile();
        Optional<CompiledProfile> profile = desk.profiles().apply(id);
        if (!desk.licence().covers(work.hold().licence())) {
            lanes.abandoned(id);
            work.hold().settled();
        } else if (profile.isEmpty()) {
            lanes.abandoned(id);
            untried(work, Verdict.CANCELLED, "the profile was deleted", now);
        } else if (!profile.get().isActive()) {
            lanes.abandoned(id);
            untried(work, Verdict.SKIPPED, "the profile was disabled", now);
        } else if (!now.isBefore(work.callback().expiresAt())) {
            lanes.abandoned(id);
            untried(work, Verdict.EXPIRED, "it had expired", now);
        } else {
            tryCallback.start(new Try(work, profile.get(), now), this::ended);
        }
    }

    private void ended(Try tried, Outcome outcome, Made made) {
        Work work = tried.work();
        CompiledProfile profile = tried.profile();
        Instant now = ambient.clock().instant();
        boolean succeeded = profile.isSuccess(outcome);
        freeLane(profile.id(), succeeded ? Lanes.Health.GOOD : Judge.health(outcome), now);
        try {
            judge(tried, outcome, made, now);
        } catch (RuntimeException bug) {
            LOG.error(
                    "the outcome of callback {} cannot be judged; it is tried again",
                    work.callback().id(),
                    bug);
            settle(new Settlement.Postponed(work, now.plus(LOOK_AGAIN)));
        }
        pump();
    }

    private void judge(Try tried, Outcome outcome, Made made, Instant now) {
        Work work = tried.work();
        CompiledProfile profile = tried.profile();
        boolean succeeded = profile.isSuccess(outcome);
        Verdict verdict = Judge.verdict(
                new Judge.Tried(
                        profile.delivery().retry(),
                        work.turn(),
                        succeeded,
                        now,
                        work.callback().expiresAt()),
                outcome,
                ambient.random());
        boolean kept = !succeeded || profile.keepsAll();
        Excerpt request = kept && made instanceof Made.Ready ready ? ready.excerpt(excerptBytesMax) : Excerpt.NONE;
        meters.attempted(outcome, verdict, Duration.between(work.callback().acceptedAt(), now));
        AttemptLog.tell(work, outcome, verdict);
        if (Judge.isGone(outcome) && !succeeded) {
            desk.gone().accept(profile);
        }
        // Last: whatever fails before it leaves the callback with one settlement, the other one.
        settle(new Settlement.Tried(
                new Attempt(work, new Attempt.Times(tried.startedAt(), now), outcome, verdict, request)));
    }

    private void freeLane(ProfileId profile, Lanes.Health health, Instant now) {
        lanes.finished(profile, health, now);
        if (health == Lanes.Health.GOOD) {
            desk.pauses().end(profile);
        } else {
            lanes.pausedUntil(profile, now).ifPresent(until -> desk.pauses().pause(profile, until));
        }
    }

    private void untried(Work work, Verdict verdict, String reason, Instant now) {
        settle(new Settlement.Tried(new Attempt(
                work, new Attempt.Times(now, now), Outcome.failed(OutcomeKind.NONE, reason), verdict, Excerpt.NONE)));
    }

    private void settle(Settlement settlement) {
        desk.line().entered();
        if (outbox.isEmpty()) {
            ambient.timers().soon(this::send);
        }
        outbox.add(settlement);
    }

    private void send() {
        List<Settlement> all = outbox;
        outbox = new ArrayList<>();
        desk.ledger().accept(all);
    }
}
