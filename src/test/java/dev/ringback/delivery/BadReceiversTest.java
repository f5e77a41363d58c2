package dev.ringback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.template.Origin;
import dev.ringback.support.Await;
import dev.ringback.support.Receiver;
import dev.ringback.support.Receiver.Script;
import dev.ringback.support.Scripts;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of receivers that misbehave: each has its outcome within the limit, leaves no connection behind, and the next call works. */
class BadReceiversTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static Vertx vertx;

    private Receiver receiver;
    private ReceiversOnLoop receivers;
    private Origin origin;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        Await.result(vertx.close());
    }

    @BeforeEach
    void open() {
        receiver = Receiver.start(vertx);
        receivers = ReceiversOnLoop.open(vertx, true, ReceiversOnLoop::nobody);
        origin = new Origin(false, "127.0.0.1", receiver.port());
    }

    @AfterEach
    void close() {
        receivers.close();
        receiver.close();
    }

    static Stream<Arguments> slow() {
        return Stream.of(
                arguments("says nothing", Scripts.hang(), "took longer than 300 ms (waiting for the answer)"),
                arguments("trickles a body", Scripts.trickle(200), "took longer than 300 ms (reading the answer)"),
                arguments("trickles headers", Scripts.trickleHeaders(), "(waiting for the answer)"),
                arguments(
                        "answers too late",
                        Scripts.after(Duration.ofMillis(600), Scripts.answer(200, "")),
                        "(waiting for the answer)"),
                arguments("sends interim answers only", Scripts.raw("HTTP/1.1 102 P\r\n\r\n"), "waiting"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slow")
    void endsACallWhenItsTimeIsUp(String name, Script script, String words) {
        Outcome outcome = callThenGoOn(script);

        assertThat(outcome.kind()).as(outcome.error()).isEqualTo(OutcomeKind.TIMED_OUT);
        assertThat(outcome.error()).contains(words);
    }

    static Stream<Arguments> broken() {
        String half = OK + "content-length: 100\r\n\r\nhalf";
        String chunks = OK + "transfer-encoding: chunked\r\n\r\n";
        String switching = "HTTP/1.1 101 Switching\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\nabc";
        return Stream.of(
                arguments("closes at once", Scripts.close(), "closed before an answer came"),
                arguments("closes in the head", Scripts.rawAndClose(OK + "x-a: b"), "closed before an answer came"),
                arguments(
                        "closes in the body",
                        Scripts.rawAndClose(half),
                        "in the middle of an answer with the status 200"),
                arguments("closes in a chunk", Scripts.rawAndClose(chunks + "10\r\nhalf"), "in the middle"),
                arguments("sends endless headers", Scripts.endlessHeaders(), "headers of the answer are too long"),
                arguments("sends an endless line", Scripts.endlessLine(), "first line of the answer is too long"),
                arguments("speaks no HTTP", Scripts.raw("220 mail ready\r\n\r\n"), "is not HTTP"),
                arguments("speaks HTTP/9.9", Scripts.raw("HTTP/9.9 200 OK\r\n\r\n"), "is not HTTP"),
                arguments("has a status of four digits", Scripts.raw("HTTP/1.1 1200 ?\r\n\r\n"), "the status 1200"),
                arguments("has a status that wraps", Scripts.raw("HTTP/1.1 65736 OK\r\n\r\n"), "the status 65736"),
                arguments("sends binary", Scripts.raw("\u0015\u0003\u0001\u0000\r\n\r\n"), "is not HTTP"),
                arguments("sends a bad chunk", Scripts.raw(chunks + "zz\r\n"), "is not HTTP"),
                arguments("sends a bad length", Scripts.raw(OK + "content-length: many\r\n\r\n"), "is not HTTP"),
                arguments("switches protocols", Scripts.raw(switching), "another protocol"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void saysHowAnAnswerBroke(String name, Script script, String words) {
        Outcome outcome = callThenGoOn(script);

        assertThat(outcome.kind()).as(outcome.error()).isEqualTo(OutcomeKind.BROKEN);
        assertThat(outcome.error()).contains(words);
    }

    static Stream<Arguments> odd() {
        String empty = "\r\ncontent-length: 0\r\n\r\n";
        return Stream.of(
                arguments("sends an endless body", Scripts.endlessBody(200), 200),
                arguments("sends an endless error", Scripts.endlessBody(500), 500),
                arguments("closes unannounced", Scripts.answerAndClose(200, "ok"), 200),
                arguments("has no reason phrase", Scripts.raw("HTTP/1.1 200" + empty), 200),
                arguments("has odd statuses", Scripts.raw("HTTP/1.1 799 ?" + empty), 799),
                arguments(
                        "says more than it announced",
                        Scripts.raw(OK + "content-length: 2\r\n\r\nokHTTP/1.1 500 No" + empty),
                        200));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("odd")
    void takesAnOddAnswerForOne(String name, Script script, int status) {
        Outcome outcome = callThenGoOn(script);

        assertThat(outcome.kind()).as(outcome.error()).isEqualTo(OutcomeKind.ANSWERED);
        assertThat(outcome.httpStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\ncontent-le", "oops"})
    void takesNothingThatCameAfterAnAnswerForTheNext(String rest) {
        receiver.next(Scripts.raw(OK + "content-length: 2\r\n\r\nok" + rest), Scripts.answer(201, ""));

        receivers.call(ReceiversOnLoop.post(origin, "x"));
        Outcome next = receivers.call(ReceiversOnLoop.post(origin, "y"));

        assertThat(next.httpStatus()).as(next.error()).isEqualTo(201);
        assertThat(receiver.connections()).isEqualTo(2);
    }

    private Outcome callThenGoOn(Script script) {
        receiver.next(script);
        Outcome outcome = receivers.call(ReceiversOnLoop.post(origin, "x", SHORT));

        assertThat(receivers.calls(3, ReceiversOnLoop.post(origin, "y"))).allMatch(next -> next.httpStatus() == 200);
        Await.until("the bad connection is closed", () -> receiver.open() <= 3);
        return outcome;
    }

    @Test
    void readsNoMoreOfAnAnswerThanTheBound() {
        receiver.next(Scripts.endlessBody(500));

        Outcome outcome = receivers.call(ReceiversOnLoop.post(origin, "x"));

        assertThat(outcome.answer().bytes()).hasSizeLessThanOrEqualTo(1024).hasSizeGreaterThan(900);
        Await.until("the connection is closed", () -> receiver.open() == 0);
    }

    @Test
    void readsAnAnswerOfExactlyTheBoundAndKeepsTheConnection() {
        receiver.next(Scripts.answer(200, "x".repeat(16 * 1024)), Scripts.answer(200, "x".repeat(16 * 1024 + 1)));

        receivers.call(ReceiversOnLoop.post(origin, "x"));
        receivers.call(ReceiversOnLoop.post(origin, "x"));
        assertThat(receiver.connections()).isEqualTo(1);
        receivers.call(ReceiversOnLoop.post(origin, "x"));
        assertThat(receiver.connections()).isEqualTo(2);
    }

    @Test
    void letsGoOfAReceiverThatDoesNotRead() {
        receiver.neverRead();

        Outcome outcome = receivers.call(ReceiversOnLoop.post(origin, "x".repeat(16 << 20), SHORT));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.TIMED_OUT);
        Await.until("the connection is closed", () -> receivers.connections() == 0);
    }

    @Test
    void closesTheConnectionOfAnUnsentRequest() {
        receivers.call(ReceiversOnLoop.get(origin, "/", ReceiversOnLoop.header("a b", "c")));

        Await.until("the connection is closed", () -> receiver.open() == 0);
    }

    @Test
    void sendsOnlyOnceMore() {
        receiver.next(Scripts.answer(200, ""), Scripts.close(), Scripts.close());

        receivers.call(ReceiversOnLoop.post(origin, "1"));
        Outcome outcome = receivers.call(ReceiversOnLoop.post(origin, "2"));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.BROKEN);
        assertThat(receiver.requests()).hasSize(3);
    }

    @Test
    void survivesThatAllIdleConnectionsWereClosed() {
        receiver.always(Scripts.answerAndClose(200, "ok"));

        for (int round = 0; round < 20; round++) {
            assertThat(receivers.calls(10, ReceiversOnLoop.post(origin, "x")))
                    .allMatch(outcome -> outcome.httpStatus() == 200);
        }
    }

    @Test
    void servesOthersWhileOneHangs() {
        try (Receiver slow = Receiver.start(vertx)) {
            slow.always(Scripts.hang());
            Origin there = new Origin(false, "127.0.0.1", slow.port());

            List<Outcome> outcomes = receivers.await(() -> {
                var hanging = receivers.receivers().call(ReceiversOnLoop.post(there, "x", Duration.ofMillis(800)));
                return receivers
                        .receivers()
                        .call(ReceiversOnLoop.post(origin, "x"))
                        .map(quick -> {
                            assertThat(hanging.isComplete()).isFalse();
                            return quick;
                        })
                        .compose(quick -> hanging.map(late -> List.of(quick, late)));
            });

            assertThat(outcomes).extracting(Outcome::kind).containsExactly(OutcomeKind.ANSWERED, OutcomeKind.TIMED_OUT);
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }

        Outcome outcome = receivers.call(ReceiversOnLoop.post(new Origin(false, "127.0.0.1", free), "x"));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.UNREACHABLE);
        assertThat(outcome.error()).isEqualTo("127.0.0.1:" + free + " cannot be reached: the connection was refused");
    }

    @Test
    void saysThatNoConnectionComesAbout() throws Exception {
        try (FullBacklog full = new FullBacklog()) {
            Origin there = new Origin(false, "127.0.0.1", full.port());

            Outcome slow = receivers.call(ReceiversOnLoop.post(there, "x"));
            Outcome impatient = receivers.call(ReceiversOnLoop.post(there, "x", SHORT));

            assertThat(slow.kind()).isEqualTo(OutcomeKind.UNREACHABLE);
            assertThat(slow.error()).contains("no connection within 4 s");
            assertThat(impatient.kind()).isEqualTo(OutcomeKind.TIMED_OUT);
            assertThat(impatient.error()).contains("while connecting");
        }
    }

    @Test
    void saysThatANameDoesNotResolve() {
        Outcome outcome = receivers.call(ReceiversOnLoop.post(new Origin(false, "hook.example.com", 80), "x"));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.UNRESOLVED);
        assertThat(outcome.error()).isEqualTo("the name hook.example.com does not resolve");
    }

    @Test
    void countsTheLookUpIntoTheTime() {
        try (ReceiversOnLoop waiting = ReceiversOnLoop.open(
                vertx, true, name -> Promise.<List<InetAddress>>promise().future())) {
            Outcome outcome = waiting.call(ReceiversOnLoop.post(new Origin(false, "slow.example", 80), "x", SHORT));

            assertThat(outcome.kind()).isEqualTo(OutcomeKind.TIMED_OUT);
            assertThat(outcome.error()).contains("looking up the name");
        }
    }
}
