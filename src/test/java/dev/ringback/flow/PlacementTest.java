package dev.ringback.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Lanes;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.RetrySchedule;
import dev.ringback.domain.SuccessRule;
import dev.ringback.support.Works;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private final Membership membership = new Membership();

    @Test
    void whatLanesMayDoAddsUpToTheLimitHoweverManyNodesAndLoops() {
        for (int limit : new int[] {1, 2, 3, 7, 8, 9, 64, 100}) {
            for (int nodes = 1; nodes <= 5; nodes++) {
                for (int loops = 1; loops <= 4; loops++) {
                    for (int profile = 1; profile <= 20; profile++) {
                        check(limit, nodes, loops, Works.profile(profile));
                    }
                }
            }
        }
    }

    private void check(int limit, int nodes, int loops, ProfileId profile) {
        Placement placement = new Placement(loops, membership, id -> Optional.of(delivery(limit)));
        int sum = 0;
        for (int node = 0; node < nodes; node++) {
            membership.changed(nodes, node);
            int ofNode = 0;
            for (int loop = 0; loop < loops; loop++) {
                Lanes.Terms terms = placement.termsOn(loop, profile, delivery(limit));
                ofNode += terms.share();
                if (placement.shareOfNode(profile) > 0) {
                    int chosen = placement.loopOf(profile, loop);
                    assertThat(placement
                                    .termsOn(chosen, profile, delivery(limit))
                                    .share())
                            .as("the lane where callbacks go may start some")
                            .isPositive();
                }
            }
            assertThat(ofNode).isEqualTo(placement.shareOfNode(profile));
            sum += ofNode;
        }
        assertThat(sum).isEqualTo(limit);
    }

    @Test
    void aProfileWithALargeLimitStaysOnTheLoopThatTookItsCallback() {
        Placement placement = new Placement(4, membership, id -> Optional.of(delivery(64)));

        for (int loop = 0; loop < 4; loop++) {
            assertThat(placement.loopOf(Works.profile(1), loop)).isEqualTo(loop);
        }
    }

    @Test
    void aProfileWithASmallLimitHasOneLoop() {
        Placement placement = new Placement(4, membership, id -> Optional.of(delivery(7)));

        assertThat(List.of(0, 1, 2, 3).stream()
                        .map(loop -> placement.loopOf(Works.profile(1), loop))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aProfileThatIsGoneStillHasALane() {
        Placement placement = new Placement(4, membership, id -> Optional.empty());

        assertThat(placement.shareOfNode(Works.profile(1))).isEqualTo(1);
    }

    @Test
    void aLossIsHeardOnceAndARenewalAllowsTheNext() {
        NodeId first = new NodeId(new UUID(0, 1));
        NodeId second = new NodeId(new UUID(0, 2));
        Licence licence = new Licence(first);
        List<NodeId> lost = new ArrayList<>();
        licence.onLost(() -> lost.add(licence.node()));
        licence.lost(second);
        licence.lost(first);
        licence.lost(first);
        assertThat(lost).containsExactly(first);
        assertThat(licence.isValid()).isFalse();
        licence.renewed(second);
        licence.lost(first);
        assertThat(licence.covers(second)).isTrue();
        assertThat(licence.covers(first)).isFalse();
        licence.lost(second);

        assertThat(lost).containsExactly(first, second);
    }

    private static ProfileSpec.Delivery delivery(int maxInFlight) {
        return new ProfileSpec.Delivery(
                RetrySchedule.STANDARD,
                SuccessRule.ANY_2XX,
                Duration.ofSeconds(10),
                maxInFlight,
                Optional.empty(),
                false);
    }
}
