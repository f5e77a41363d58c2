package dev.ringback.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.bus.Topics.NodeState;
import dev.ringback.bus.Topics.ProfileChanged;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetweenTest {
    private static final UUID ID = new UUID(1, 2);

    private final Vertx vertx = Vertx.vertx();
    private final Between one = Between.of(vertx, "one", () -> List.of("other", "gone"));
    private final Between other = Between.of(vertx, "other", () -> List.of("one"));

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void isHeardByTheOthersAndNotByItself() {
        List<UUID> heardHere = new CopyOnWriteArrayList<>();
        List<UUID> heardThere = new CopyOnWriteArrayList<>();
        one.on(Topics.PROFILE_CHANGED, heard -> heardHere.add(heard.said().id()));
        other.on(Topics.PROFILE_CHANGED, heard -> heardThere.add(heard.said().id()));

        one.tellAll(Topics.PROFILE_CHANGED, new ProfileChanged(ID));
        one.tell("other", Topics.PROFILE_CHANGED, new ProfileChanged(ID));

        Await.until("both were heard", () -> heardThere.size() == 2);
        assertThat(heardThere).containsOnly(ID);
        assertThat(heardHere).isEmpty();
        assertThat(one.sent()).isEqualTo(2);
    }

    @Test
    void leavesOutThoseWhoDoNotAnswer() {
        other.answer(Topics.STATE, () -> new NodeState(ID, 1.5, 2.5, 3, "1.0"));

        List<NodeState> answers = Await.result(one.askAll(Topics.STATE, Duration.ofMillis(200)));

        assertThat(answers).containsExactly(new NodeState(ID, 1.5, 2.5, 3, "1.0"));
    }

    @Test
    void saysNothingAlone() {
        Between alone = Between.alone();

        alone.tellAll(Topics.PROFILE_CHANGED, new ProfileChanged(ID));

        assertThat(Await.result(alone.askAll(Topics.STATE, Duration.ofMillis(10))))
                .isEmpty();
        assertThat(alone.sent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":2,\"from\":\"new\",\"id\":\"00000000-0000-0001-0000-000000000002\"}",
                "{\"v\":1,\"from\":\"odd\",\"id\":\"no id\"}",
                "{\"v\":1,\"id\":\"00000000-0000-0001-0000-000000000002\"}",
                "{\"v\":1,\"from\":\"odd\",\"id\":7}",
                "{}"
            })
    void refusesWhatItCannotReadWithACodeAndGoesOn(String foreign) {
        List<UUID> heard = new CopyOnWriteArrayList<>();
        one.on(Topics.PROFILE_CHANGED, message -> heard.add(message.said().id()));

        assertThat(codeOf(new JsonObject(foreign))).isEqualTo(400);
        assertThat(codeOf("a text")).isEqualTo(400);

        other.tellAll(Topics.PROFILE_CHANGED, new ProfileChanged(ID));
        Await.until("it is heard", () -> heard.size() == 1);
    }

    @Test
    void refusesQuestionsOfStrangersToo() {
        one.answer(Topics.STATE, () -> new NodeState(ID, 0, 0, 0, ""));

        Future<Integer> code = vertx.eventBus()
                .request(Topics.STATE.address() + ".one", new JsonObject().put("v", 3))
                .map(0)
                .otherwise(failure -> ((ReplyException) failure).failureCode());

        assertThat(Await.result(code)).isEqualTo(400);
    }

    @Test
    void readsMessagesThatHaveGainedFields() {
        List<UUID> heard = new CopyOnWriteArrayList<>();
        one.on(Topics.PROFILE_CHANGED, message -> heard.add(message.said().id()));

        vertx.eventBus()
                .publish(
                        Topics.PROFILE_CHANGED.address(),
                        new JsonObject()
                                .put("v", 1)
                                .put("from", "newer")
                                .put("id", ID.toString())
                                .put("because", "it has more to say"));

        Await.until("it is heard", () -> heard.size() == 1);
    }

    private int codeOf(Object body) {
        return Await.result(vertx.eventBus()
                .request(Topics.PROFILE_CHANGED.address(), body)
                .map(0)
                .otherwise(failure -> ((ReplyException) failure).failureCode()));
    }
}
