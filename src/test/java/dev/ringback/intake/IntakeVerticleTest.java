package dev.ringback.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.bus.Addresses;
import dev.ringback.bus.Bus;
import dev.ringback.client.Publisher;
import dev.ringback.client.Refused;
import dev.ringback.client.Submission;
import dev.ringback.metrics.Meters;
import dev.ringback.support.Await;
import dev.ringback.support.Mood;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Publishers inside the cluster, over a real bus. */
class IntakeVerticleTest {
    private final Vertx vertx = Vertx.vertx();
    private final IntakeWorld world = new IntakeWorld();
    private String deployment = "";

    @BeforeEach
    void deploy() {
        var submit = new Submit(world.intake, IntakeWorld.LIMITS, new Meters(new SimpleMeterRegistry()));
        deployment =
                Await.result(vertx.deployVerticle(new IntakeVerticle(Bus.of(vertx), world.intake, submit, () -> true)));
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void answersAPublisherWithTheId() {
        JsonObject reply = Await.result(ask(good()));

        assertThat(reply.getString("id")).isEqualTo(world.handedOffIds().get(0).toString());
        assertThat(new String(world.handedOff.get(0).callback().data())).isEqualTo("{\"a\":1}");
    }

    @Test
    void aPublisherMayNameItsAccount() {
        var asked = good().put("account", "acc_other").put("profile_id", IntakeWorld.OF_ANOTHER.toString());

        assertThat(Await.result(ask(asked)).getString("id")).startsWith("cb_");
        assertThat(refusal(ask(good().put("account", "acc_other"))).failureCode())
                .isEqualTo(422);
    }

    @Test
    void repeatsOfAKeyGiveTheFirstId() {
        var asked = good().put("idempotency_key", "k");

        assertThat(Await.result(ask(asked))).isEqualTo(Await.result(ask(asked)));
        assertThat(refusal(ask(asked.copy().put("reference", "r"))).failureCode())
                .isEqualTo(422);
    }

    @Test
    void refusesWithTheCodesOfTheApiAndTheProblem() {
        ReplyException bad = refusal(ask(good().put("refrence", "r")));

        assertThat(bad.failureCode()).isEqualTo(400);
        JsonObject problem = new JsonObject(String.valueOf(bad.getMessage()));
        assertThat(problem.getString("type")).isEqualTo("/problems/invalid-request");
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/refrence");
        assertThat(refusal(ask(new JsonObject())).failureCode()).isEqualTo(400);
        assertThat(refusal(ask(good().put("data", new JsonObject().put("a", "x".repeat(1000)))))
                        .failureCode())
                .isEqualTo(413);
    }

    @Test
    void whatIsNoObjectIsThePublishersFault() {
        assertThat(refusal(ask("{}")).failureCode()).isEqualTo(400);
        assertThat(refusal(ask(7)).failureCode()).isEqualTo(400);
    }

    @Test
    void refusesVersionsItDoesNotKnow() {
        for (Object version : List.of(2, "1", new JsonObject())) {
            ReplyException no = refusal(ask(good().put("version", version).put("new_field", 1)));

            assertThat(no.failureCode()).isEqualTo(400);
            assertThat(new JsonObject(String.valueOf(no.getMessage())).getString("type"))
                    .isEqualTo("/problems/unreadable-message");
        }
        assertThat(Await.result(ask(good().put("version", 1))).getString("id")).startsWith("cb_");
    }

    @Test
    void answersABatchInItsOrderEachForItsAccount() {
        var other = good().put("account", "acc_other").put("profile_id", IntakeWorld.OF_ANOTHER.toString());
        var batch = new JsonArray()
                .add(other)
                .add(good())
                .add(good().put("refrence", "r"))
                .add(good());

        JsonArray answers = Await.result(askBatch(batch)).getJsonArray("data");

        assertThat(answers).hasSize(4);
        assertThat(world.handedOffIds().stream().map(Object::toString))
                .containsExactlyInAnyOrder(
                        answers.getJsonObject(0).getString("id"),
                        answers.getJsonObject(1).getString("id"),
                        answers.getJsonObject(3).getString("id"));
        assertThat(answers.getJsonObject(2).getJsonObject("problem").getInteger("status"))
                .isEqualTo(400);
    }

    @Test
    void refusesABatchOfWhichNoneCanBeTaken() {
        world.store.mood.usually(Mood.Kind.UNAVAILABLE);

        assertThat(refusal(askBatch(new JsonArray().add(good()))).failureCode()).isEqualTo(503);
        assertThat(refusal(askBatch(new JsonArray())).failureCode()).isEqualTo(400);
        assertThat(refusal(askBatch(new JsonArray(Collections.nCopies(100_000, 7))))
                        .failureCode())
                .isEqualTo(413);
    }

    @Test
    void theClientAndTheNodeUnderstandEachOther() {
        Publisher publisher = Publisher.on(vertx);
        Submission good = Submission.to(IntakeWorld.ACTIVE.toString(), Buffer.buffer("{ \"a\": 1}"));

        String id = Await.result(publisher.submit(good.reference("r")));

        assertThat(id).isEqualTo(world.handedOffIds().get(0).toString());
        assertThat(new String(world.handedOff.get(0).callback().data())).isEqualTo("{ \"a\": 1}");
        Refused no = (Refused) Await.failure(publisher.submit(good.event("")));
        assertThat(no.faults()).extracting(Refused.Fault::pointer).containsExactly("/event");
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        world.store.mood.usually(Mood.Kind.UNAVAILABLE);

        assertThat(refusal(ask(good())).failureCode()).isEqualTo(503);
    }

    @Test
    void movesTheMarkAsTimePasses() {
        Await.result(ask(good()));
        var before = world.intake.mark();
        world.handedOff.get(0).hold().settled();

        Await.until("the mark moves", () -> !world.intake.mark().equals(before));
    }

    @Test
    void answersNobodyOnceItIsStopped() {
        Await.result(vertx.undeploy(deployment));

        assertThat(Bus.codeOf(Await.failure(ask(good())))).isEqualTo(503);
        assertThat(world.store.batches).isEmpty();
    }

    private static JsonObject good() {
        return new JsonObject()
                .put("profile_id", IntakeWorld.ACTIVE.toString())
                .put("data", new JsonObject().put("a", 1));
    }

    private Future<JsonObject> ask(Object body) {
        return vertx.eventBus()
                .<JsonObject>request(Addresses.SUBMIT.address(), body)
                .map(reply -> reply.body());
    }

    private Future<JsonObject> askBatch(JsonArray callbacks) {
        return vertx.eventBus()
                .<Buffer>request(
                        Addresses.SUBMIT_BATCH.address(),
                        new JsonObject()
                                .put("version", 1)
                                .put("callbacks", callbacks)
                                .toBuffer())
                .map(reply -> new JsonObject(reply.body()));
    }

    private static ReplyException refusal(Future<JsonObject> reply) {
        return (ReplyException) Await.failure(reply);
    }
}
