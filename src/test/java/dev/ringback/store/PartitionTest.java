package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {
    private static final PartitionedTable CALLBACK = new PartitionedTable("callback", "id");

    @Test
    void isNamedAfterItsDay() {
        var partition = new Partition(CALLBACK, LocalDate.of(2026, 11, 22));

        assertThat(partition.name()).isEqualTo("callback_p20261122");
        assertThat(Partition.named(CALLBACK, "callback_p20261122")).contains(partition);
    }

    @Test
    void itsBoundsAreTheSmallestIdsOfTwoMidnights() {
        var partition = new Partition(CALLBACK, LocalDate.of(1970, 1, 2));

        assertThat(partition.in("{parent} {child} {id} {from} {to}"))
                .isEqualTo("callback callback_p19700102 id "
                        + "00000526-5c00-0000-0000-000000000000 "
                        + "00000a4c-b800-0000-0000-000000000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"callback", "callback_p2026", "callback_p20261322", "attempt_p20261122", "callback_p20261122x"})
    void aTableOfAnotherNameIsNone(String name) {
        assertThat(Partition.named(CALLBACK, name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Callback", "a b", "a;drop", "a'"})
    void aNameThatWouldNeedQuotesIsRefused(String name) {
        assertThatThrownBy(() -> new PartitionedTable(name, "id")).isInstanceOf(IllegalArgumentException.class);
    }
}
