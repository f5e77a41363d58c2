package dev.ringback.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.ProfileId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PausesTest {
    private static final ProfileId PROFILE = new ProfileId(new UUID(0, 1));
    private static final ProfileId OTHER = new ProfileId(new UUID(0, 2));
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private final Pauses pauses = new Pauses();

    @Test
    void ofAProfileInGoodHealthNothingWaits() {
        assertThat(pauses.dueAt(PROFILE, NOW)).isEmpty();
    }

    @Test
    void whatIsAcceptedForASparedReceiverIsDueWhenThatMayBeProbed() {
        pauses.pause(PROFILE, NOW.plusSeconds(30));

        assertThat(pauses.dueAt(PROFILE, NOW)).contains(NOW.plusSeconds(30));
        assertThat(pauses.dueAt(PROFILE, NOW.plusSeconds(30))).isEmpty();
        assertThat(pauses.dueAt(OTHER, NOW)).isEmpty();
    }

    @Test
    void whatIsAcceptedForACrowdedProfileIsDueAtOnceButForAMoment() {
        pauses.crowd(PROFILE, NOW);

        assertThat(pauses.dueAt(PROFILE, NOW.plusMillis(900))).contains(NOW.plusMillis(900));
        assertThat(pauses.dueAt(PROFILE, NOW.plus(Pauses.CROWDED))).isEmpty();
    }

    @Test
    void itStaysCrowdedWhileTheBacklogHasSomeDue() {
        pauses.crowd(PROFILE, NOW);
        pauses.stillDue(PROFILE, NOW.plusMillis(900));
        pauses.stillDue(OTHER, NOW.plusMillis(900));

        assertThat(pauses.dueAt(PROFILE, NOW.plusMillis(1800))).isPresent();
        assertThat(pauses.dueAt(OTHER, NOW.plusMillis(1800))).isEmpty();
    }
}
