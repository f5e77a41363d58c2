package dev.ringback.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Hold;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static final NodeId NODE = new NodeId(new UUID(0, 1));

    private final AtomicInteger told = new AtomicInteger();
    private final Claims claims = new Claims(told::incrementAndGet);
    private long made;

    private List<Hold> hold(int profile, int count) {
        List<Hold> holds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            holds.add(claims.hold(
                    new CallbackId(new UUID(0x7000, ++made)), new ProfileId(new UUID(0x7000, profile)), NODE));
        }
        return holds;
    }

    @Test
    void tellsOfRoomOnceWhenHalfOfAllIsSettled() {
        List<Hold> few = hold(1, 10);
        List<Hold> others = hold(2, 10);
        claims.tellOfRoom();

        few.subList(0, 9).forEach(Hold::settled);
        assertThat(told).hasValue(0);
        others.forEach(Hold::settled);
        assertThat(told).hasValue(1);
    }

    @Test
    void aDeadReceiversManyDoNotHoldUpAnothersNextClaim() {
        hold(1, 500);
        List<Hold> good = hold(2, 100);
        claims.tellOfRoom();

        good.subList(0, 49).forEach(Hold::settled);
        assertThat(told).hasValue(0);
        good.get(49).settled();
        assertThat(told).hasValue(1);
    }

    @Test
    void tellsNothingUnlessAsked() {
        hold(1, 100).forEach(Hold::settled);

        assertThat(told).hasValue(0);
        assertThat(claims.size()).isZero();
    }
}
