package dev.ringback.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTextTest {
    @Test
    void writesIdsAsTheSpecificationHasThem() {
        assertThat(TypeId.encode("prefix", UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057")))
                .isEqualTo("prefix_01h455vb4pex5vsknk084sn02q");
        assertThat(TypeId.encode("a", new UUID(-1, -1))).isEqualTo("a_7zzzzzzzzzzzzzzzzzzzzzzzzz");
    }

    @Test
    void readsWhatItWroteAndKeepsTheOrder() {
        Random chance = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            UUID one = new UUID(chance.nextLong(), chance.nextLong());
            UUID other = new UUID(chance.nextLong(), chance.nextLong());
            String text = TypeId.encode("cb", one);
            assertThat(TypeId.decode("cb", text)).contains(one);
            assertThat(Integer.signum(text.compareTo(TypeId.encode("cb", other))))
                    .isEqualTo(Integer.signum(Uuid7.compare(one, other)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cb",
                "cb_",
                "cbp_01h455vb4pex5vsknk084sn02q",
                "cb-01h455vb4pex5vsknk084sn02q",
                "cb_01h455vb4pex5vsknk084sn02",
                "cb_01h455vb4pex5vsknk084sn02q0",
                "cb_81h455vb4pex5vsknk084sn02q",
                "cb_01H455VB4PEX5VSKNK084SN02Q",
                "cb_01h455vb4pex5vsknk084sn0il",
                "cb_01h455vb4pex5vsknk084sn0\u00e4\u00e4",
                "cb_ 1h455vb4pex5vsknk084sn02q"
            })
    void refusesWhatIsNoId(String text) {
        assertThat(CallbackId.parse(text)).isEmpty();
    }

    @Test
    void anIdTellsItsMillisecondAndSortsByTimeThenCounter() {
        Instant time = Instant.parse("2026-11-22T10:00:00.123Z");
        UUID id = Uuid7.of(time.toEpochMilli(), 0xfff, -1);

        assertThat(Uuid7.time(id)).isEqualTo(time);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Uuid7.compare(Uuid7.floor(time), Uuid7.of(time.toEpochMilli(), 0, 0)))
                .isNegative();
        assertThat(Uuid7.compare(Uuid7.of(time.toEpochMilli(), 0, -1), Uuid7.of(time.toEpochMilli(), 1, 0)))
                .isNegative();
        assertThat(Uuid7.compare(id, Uuid7.floor(time.plusMillis(1)))).isNegative();
    }

    @Test
    void latenciesAreReadBackWithinAFewPercent() {
        for (long millis = 1; millis < Duration.ofDays(30).toMillis(); millis += 1 + millis / 7) {
            double read = LatencyBuckets.millis(LatencyBuckets.of(Duration.ofMillis(millis)));
            assertThat(read / millis).isBetween(0.95, 1.05);
        }
    }

    @ParameterizedTest
    @CsvSource({"PT-5S,0", "PT0S,0", "PT0.0001S,0", "PT2400H,450"})
    void latenciesBeyondTheBoundsFallIntoTheOutermostBuckets(Duration latency, short bucket) {
        assertThat(LatencyBuckets.of(latency)).isEqualTo(bucket);
    }
}
