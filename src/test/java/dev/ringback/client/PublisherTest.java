package dev.ringback.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.support.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over a local bus: it is the same as that between processes, but for the wire. */
class PublisherTest {
    private static final PublisherOptions QUICK =
            PublisherOptions.STANDARD.withAnswerWithin(Duration.ofMillis(200)).withPatience(Duration.ofSeconds(20));
    private static final PublisherOptions SMALL =
            QUICK.withUnderWay(20, 1 << 20).withMessages(2, 5, 1 << 20);

    private final Vertx vertx = Vertx.vertx();
    private final FakeNode node = new FakeNode(vertx);

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void answersTheId() {
        assertThat(Await.result(publisher(QUICK).submit(number(7)))).isEqualTo("cb_7");
    }

    @Test
    void sendsWhatTheApiTakes() {
        var at = Instant.parse("2027-01-31T12:00:00Z");
        var all = Submission.to("cbp_1", Buffer.buffer("{ \"seq\" : 1.0e0 }"))
                .event("sms_send")
                .reference("r \"1\"")
                .orderKey("k")
                .deliverAt(at)
                .expiresAt(at)
                .idempotencyKey("once")
                .account("acc_1");

        List<Buffer> texts = new CopyOnWriteArrayList<>();
        node.next(message -> {
            texts.add(message.body());
            FakeNode.accept(message);
        });
        assertThat(Await.result(publisher(QUICK).submit(all))).isEqualTo("cb_1");

        assertThat(texts.get(0).toString()).contains("\"data\":{ \"seq\" : 1.0e0 }");
        assertThat(new JsonObject(texts.get(0)).getInteger("version")).isEqualTo(1);
        JsonObject sent = node.messages().get(0).get(0);
        assertThat(sent.getString("reference")).isEqualTo("r \"1\"");
        assertThat(sent.getString("deliver_at")).isEqualTo("2027-01-31T12:00:00Z");
        assertThat(sent.fieldNames())
                .containsExactlyInAnyOrder(
                        "profile_id",
                        "event",
                        "reference",
                        "order_key",
                        "deliver_at",
                        "expires_at",
                        "idempotency_key",
                        "account",
                        "data");
    }

    @Test
    void takesNoDataThatIsNoObject() {
        assertThatThrownBy(() -> Submission.to("cbp_1", Buffer.buffer("[1]")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Submission.to("cbp_1", Buffer.buffer("null")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneRefusedDoesNotSpoilTheOthers() {
        node.next(message -> message.reply(new JsonObject()
                .put(
                        "data",
                        new JsonArray()
                                .add(FakeNode.taken(FakeNode.callbacks(message).get(0)))
                                .add(FakeNode.refused(422, "unknown-profile")))
                .toBuffer()));
        List<Result> results = new ArrayList<>();

        // What an iterator has ready goes into one message.
        Tally tally = Await.result(publisher(QUICK).submitMany(numbers(2), results::add));

        assertThat(tally).isEqualTo(new Tally(1, 1, 0));
        assertThat(((Result.Accepted) results.get(0)).id()).isEqualTo("cb_0");
        Refused no = (Refused) ((Result.Failed) results.get(1)).why();
        assertThat(no.code()).isEqualTo(422);
        assertThat(no.type()).isEqualTo("/problems/unknown-profile");
        assertThat(no.faults()).containsExactly(new Refused.Fault("/data", "no"));
    }

    @Test
    void findsTheOneThatSpoilsItsMessage() {
        node.always(message -> {
            boolean spoiled = FakeNode.callbacks(message).stream()
                    .anyMatch(one -> one.getJsonObject("data").getInteger("seq").equals(13));
            if (spoiled) {
                message.fail(400, FakeNode.problem(400, "broken-json"));
            } else {
                FakeNode.accept(message);
            }
        });
        List<Result> results = new ArrayList<>();

        Tally tally = Await.result(publisher(QUICK).submitMany(numbers(100), results::add));

        assertThat(tally).isEqualTo(new Tally(99, 1, 0));
        assertThat(results)
                .filteredOn(Result.Failed.class::isInstance)
                .singleElement()
                .extracting(result -> result.submission().toString())
                .asString()
                .contains("n13");
    }

    @Test
    void repeatsWithTheSameKeyWhatWasNotAnswered() {
        node.next(FakeNode.SILENCE).next(message -> message.fail(503, FakeNode.problem(503, "unavailable")));

        assertThat(Await.result(publisher(QUICK).submit(number(1)))).isEqualTo("cb_1");

        assertThat(node.messages()).hasSize(3);
        Set<String> keys = node.messages().stream()
                .map(message -> message.get(0).getString("idempotency_key"))
                .collect(Collectors.toSet());
        assertThat(keys).hasSize(1).doesNotContainNull();
    }

    @Test
    void withoutAKeyOnlyWhatCertainlyWasNotAcceptedIsRepeated() {
        Publisher publisher = publisher(QUICK.withoutKeys());

        node.next(FakeNode.OVERLOADED);
        assertThat(Await.result(publisher.submit(number(1)))).isEqualTo("cb_1");
        node.next(FakeNode.SILENCE);
        assertThat(Await.failure(publisher.submit(number(2)))).isInstanceOf(Unanswered.class);
        node.next(FakeNode.SILENCE);
        assertThat(Await.result(publisher.submit(number(3).idempotencyKey("own"))))
                .isEqualTo("cb_3");
        assertThat(node.messages().get(0).get(0).containsKey("idempotency_key")).isFalse();
    }

    @Test
    void losesPatience() {
        node.always(FakeNode.OVERLOADED);

        assertThat(((NotAccepted) Await.failure(publisher(QUICK.withPatience(Duration.ofMillis(300)))
                                .submit(number(1))))
                        .code())
                .isEqualTo(429);
        assertThat(node.messages()).hasSizeGreaterThan(1);
    }

    @Test
    void saysThatNoNodeIsThere() {
        Vertx alone = Vertx.vertx();
        try {
            Publisher publisher = Publisher.on(alone, QUICK.withPatience(Duration.ofMillis(300)));

            assertThat(Await.failure(publisher.submit(number(1)))).hasMessageContaining("No node is there");
        } finally {
            Await.result(alone.close());
        }
    }

    @Test
    void aNewerMessageIsRefusedOnceAndNotHalved() {
        node.always(message -> message.fail(400, FakeNode.problem(400, "unreadable-message")));

        Tally tally = Await.result(publisher(QUICK).submitMany(numbers(50), result -> {}));

        assertThat(tally.refused()).isEqualTo(50);
        assertThat(node.messages().stream().mapToInt(List::size).sum()).isEqualTo(50);
    }

    @Test
    void keepsTheOrderOfAKeyWhateverIsRefusedOnTheWay() {
        AtomicInteger messages = new AtomicInteger();
        List<Integer> accepted = Collections.synchronizedList(new ArrayList<>());
        node.always(message -> {
            if (messages.incrementAndGet() % 3 == 0) {
                FakeNode.OVERLOADED.accept(message);
            } else {
                FakeNode.callbacks(message)
                        .forEach(one -> accepted.add(one.getJsonObject("data").getInteger("seq")));
                FakeNode.accept(message);
            }
        });
        Iterator<Submission> inLine = IntStream.range(0, 60)
                .mapToObj(i -> number(i).orderKey("k" + i % 3))
                .iterator();

        assertThat(Await.result(publisher(QUICK).submitMany(inLine, result -> {}))
                        .accepted())
                .isEqualTo(60);

        for (int key = 0; key < 3; key++) {
            int which = key;
            assertThat(accepted).filteredOn(seq -> seq % 3 == which).isSorted().hasSize(20);
        }
    }

    @Test
    void takesNoMoreThanMayBeUnderWay() {
        List<Message<Buffer>> held = new CopyOnWriteArrayList<>();
        node.always(held::add);
        AtomicInteger taken = new AtomicInteger();
        Iterator<Submission> counted = IntStream.range(0, 1_000)
                .mapToObj(PublisherTest::number)
                .peek(one -> taken.incrementAndGet())
                .iterator();
        Publisher publisher = publisher(SMALL.withAnswerWithin(Duration.ofSeconds(60)));

        Future<Tally> many = publisher.submitMany(counted, result -> {});

        Await.until("two messages are under way", () -> held.size() == 2);
        assertThat(taken).hasValueLessThanOrEqualTo(11);
        assertThat(node.messages()).allMatch(message -> message.size() <= 5);
        for (int i = 0; i < 10; i++) {
            var unused = publisher.submit(number(i));
        }
        assertThat(((NotAccepted) Await.failure(publisher.submit(number(99)))).code())
                .isEqualTo(429);
        node.always(FakeNode::accept);
        held.forEach(FakeNode::accept);
        assertThat(Await.result(many).accepted()).isEqualTo(1_000);
    }

    @Test
    void readsAStreamNoFasterThanTheNodesTake() {
        List<Message<Buffer>> held = new CopyOnWriteArrayList<>();
        node.always(held::add);
        PulledStream stream = new PulledStream(500);

        Future<Tally> many =
                publisher(SMALL.withAnswerWithin(Duration.ofSeconds(60))).submitMany(stream, result -> {});

        Await.until("a message is under way", () -> !held.isEmpty());
        assertThat(stream.given()).isLessThanOrEqualTo(11);
        node.always(FakeNode::accept);
        held.forEach(FakeNode::accept);
        assertThat(Await.result(many)).isEqualTo(new Tally(500, 0, 0));
    }

    @Test
    void closesAfterWhatIsUnderWay() {
        node.next(FakeNode.SILENCE);
        Publisher publisher = publisher(QUICK);
        Future<String> open = publisher.submit(number(1));

        Await.result(publisher.close());

        assertThat(open.succeeded()).isTrue();
        assertThat(((NotAccepted) Await.failure(publisher.submit(number(2)))).code())
                .isEqualTo(503);
        assertThat(Await.failure(publisher.submitMany(numbers(3), result -> {})))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aBrokenReportEndsTheRunAndHarmsNobodyElse() {
        Publisher publisher = publisher(QUICK);

        Throwable why = Await.failure(publisher.submitMany(numbers(10), result -> {
            throw new IllegalStateException("full");
        }));

        assertThat(why).hasMessage("full");
        assertThat(Await.result(publisher.submit(number(1)))).isEqualTo("cb_1");
    }

    private Publisher publisher(PublisherOptions options) {
        return Publisher.on(vertx, options);
    }

    static Submission number(int seq) {
        return Submission.to("cbp_1", new JsonObject().put("seq", seq)).reference("n" + seq);
    }

    private static Iterator<Submission> numbers(int count) {
        return IntStream.range(0, count).mapToObj(PublisherTest::number).iterator();
    }
}
