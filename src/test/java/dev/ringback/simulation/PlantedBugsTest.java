package dev.ringback.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation finds what it is for: each of these bugs within so many seeds, by the rules that should tell of it. */
class PlantedBugsTest {
    record Planted(String name, Supplier<Bugs> bugs, int seeds, List<Rule> rules) {
        static Planted of(String name, Supplier<Bugs> bugs, int seeds, Rule... rules) {
            return new Planted(name, bugs, seeds, List.of(rules));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Planted> planted() {
        return Stream.of(writing(), claiming(), moving()).flatMap(List::stream).toList();
    }

    private static List<Planted> writing() {
        return List.of(
                Planted.of(
                        "fence left out of the journal",
                        PlantedWriting::journalWithoutFence,
                        200,
                        Rule.FENCED,
                        Rule.MARK),
                Planted.of("outcome of a fenced node counts", PlantedWriting::ledgerWithoutFence, 600, Rule.FENCED),
                Planted.of(
                        "hand-off before commit",
                        PlantedWriting::handOffBeforeCommit,
                        20,
                        Rule.SENT_IN_TIME,
                        Rule.DURABLE),
                Planted.of("doubtful not looked up", PlantedWriting::doubtfulNotLookedUp, 200, Rule.MARK, Rule.ENDS),
                Planted.of("lost flush not given up", PlantedWriting::lostFlushNotGivenUp, 1000, Rule.MARK, Rule.ENDS),
                Planted.of(
                        "unknown fate taken for no", PlantedWriting::unknownFateTakenForNo, 200, Rule.MARK, Rule.ENDS),
                Planted.of(
                        "unknown fate taken for yes",
                        PlantedWriting::unknownFateTakenForYes,
                        200,
                        Rule.MARK,
                        Rule.RECORDED,
                        Rule.ENDS),
                Planted.of(
                        "key in a transaction of its own", PlantedWriting::keyApartFromCallback, 200, Rule.IDEMPOTENT),
                Planted.of("count taken before the insert", PlantedWriting::countedBeforeInserted, 200, Rule.COUNTED),
                Planted.of("claim not released", PlantedWriting::claimNotReleased, 20, Rule.ENDS),
                Planted.of("delivered is retried", PlantedChanges::deliveredIsRetried, 100, Rule.FINAL_STAYS),
                Planted.of("cancelled still waits", PlantedChanges::cancelledStillWaits, 50, Rule.FINAL_STAYS));
    }

    private static List<Planted> claiming() {
        return List.of(
                Planted.of("mark past an uncommitted batch", PlantedMoving::markPastUncommitted, 20, Rule.MARK),
                Planted.of(
                        "row deleted before the last portion",
                        PlantedMoving::rowDeletedBeforeLastPortion,
                        100,
                        Rule.MARK),
                Planted.of(
                        "brought back too late",
                        PlantedClaims::broughtBackTooLate,
                        3000,
                        Rule.RECORDED,
                        Rule.FINAL_STAYS),
                Planted.of(
                        "newer claims freed", PlantedClaims::newerClaimsFreed, 200, Rule.RECORDED, Rule.SENT_IN_TIME),
                Planted.of("claims of the dead kept", PlantedMoving::claimsOfTheDeadKept, 100, Rule.ENDS, Rule.LEAK),
                Planted.of("limit doubled", PlantedMoving::limitDoubled, 20, Rule.IN_FLIGHT_LIMIT),
                Planted.of(
                        "others not seen",
                        PlantedMoving::othersNotSeen,
                        50,
                        Rule.IN_FLIGHT_LIMIT,
                        Rule.RATE_LIMIT,
                        Rule.ENDS,
                        Rule.LEAK),
                Planted.of("swept into nothing", PlantedMoving::sweptIntoNothing, 100, Rule.MARK),
                Planted.of(
                        "claimed before it is due",
                        PlantedMoving::claimedBeforeItIsDue,
                        20,
                        Rule.SENT_IN_TIME,
                        Rule.ORDERED),
                Planted.of("number not raised", PlantedMoving::numberNotRaised, 20, Rule.RECORDED, Rule.ENDS));
    }

    private static List<Planted> moving() {
        return List.of(
                Planted.of("ordered key released early", PlantedMoving::orderedKeyReleasedEarly, 50, Rule.ORDERED),
                Planted.of("hold let go at hand-off", PlantedMoving::holdLetGoAtHandOff, 50, Rule.MARK),
                Planted.of("jitter without bound", PlantedMoving::jitterWithoutBound, 20, Rule.RETRY_TIME),
                Planted.of("expired is delivered", PlantedMoving::expiredIsDelivered, 100, Rule.SENT_IN_TIME),
                Planted.of("lane never woken", PlantedMoving::laneNeverWoken, 50, Rule.LINE_LIMIT, Rule.STARVES),
                Planted.of("line limit ignored", PlantedMoving::lineLimitIgnored, 100, Rule.LINE_LIMIT),
                Planted.of("recorded without a call", PlantedMoving::recordedWithoutCall, 20, Rule.RECORDED),
                Planted.of("place in the lane never free", PlantedMoving::placeNeverFree, 100, Rule.ENDS, Rule.LEAK));
    }

    @ParameterizedTest
    @MethodSource("planted")
    void isFound(Planted planted) {
        Simulate.silence();
        Optional<Violation> found = Optional.empty();
        for (int seed = 1; seed <= planted.seeds() && found.isEmpty(); seed++) {
            found = violation(Plan.of(seed), planted.bugs().get());
        }
        assertThat(found)
                .as(planted.name())
                .map(Violation::rule)
                .hasValueSatisfying(rule -> assertThat(rule).isIn(planted.rules()));
    }

    static Optional<Violation> violation(Plan plan, Bugs bugs) {
        try {
            new World(plan, bugs).run();
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation);
        }
    }
}
