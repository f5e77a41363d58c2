package dev.ringback.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"a,a,0", "port,prot,1", "port,ort,1", "port,sport,1", "port,pirt,1", "port,house,4", "'',abc,3"})
    void countsLettersToChange(String left, String right, int distance) {
        assertThat(Nearest.distance(left, right)).isEqualTo(distance);
    }

    @Test
    void findsTheNearestWhateverItsCase() {
        assertThat(Nearest.of("HTTP.Prot", List.of("http.host", "http.port"))).contains("http.port");
        assertThat(Nearest.hint("strat", List.of("start", "demo"))).isEqualTo("; did you mean start?");
    }

    @Test
    void isSilentWhenNothingIsNear() {
        assertThat(Nearest.of("banana", List.of("http.port"))).isEmpty();
        assertThat(Nearest.of("banana", List.of())).isEmpty();
        assertThat(Nearest.hint("banana", List.of("http.port"))).isEmpty();
    }
}
