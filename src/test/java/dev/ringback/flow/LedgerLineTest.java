package dev.ringback.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerLineTest {
    private final LedgerLine line = new LedgerLine(3);

    private void enter(int outcomes) {
        for (int i = 0; i < outcomes; i++) {
            line.entered();
        }
    }

    @Test
    void aLineFullOfLostOutcomesIsFreeAfterTwoLooks() {
        enter(3);
        assertThat(line.isFull()).isTrue();

        line.lookForLost();
        assertThat(line.length()).isEqualTo(3);
        line.lookForLost();

        assertThat(line.length()).isZero();
        enter(1);
        line.left(1);
        assertThat(line.length()).isZero();
    }

    @Test
    void whatEnteredSinceTheLastLookMayStillCome() {
        enter(1);
        line.lookForLost();
        enter(2);

        line.lookForLost();

        assertThat(line.length()).isEqualTo(2);
    }

    @Test
    void outcomesThatCameTwiceMakeNoRoom() {
        enter(1);
        line.left(2);
        assertThat(line.length()).isNegative();

        line.lookForLost();

        assertThat(line.length()).isZero();
    }
}
