package dev.ringback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Excerpt;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.template.Origin;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.support.Await;
import dev.ringback.support.Receiver;
import dev.ringback.support.Scripts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of receivers that behave. */
class HttpReceiversTest {
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
        receivers = ReceiversOnLoop.open(vertx, true, ReceiversOnLoop.always("127.0.0.1"));
        origin = new Origin(false, "127.0.0.1", receiver.port());
    }

    @AfterEach
    void close() {
        receivers.close();
        receiver.close();
    }

    @Test
    void sendsTheRequestAsItIs() {
        Outcome outcome = receivers.call(ReceiversOnLoop.post(origin, "grüße"));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.ANSWERED);
        assertThat(outcome.httpStatus()).isEqualTo(200);
        Receiver.Request request = receiver.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/hook?a=b");
        assertThat(request.text()).isEqualTo("grüße");
        assertThat(request.header("host")).isEqualTo("127.0.0.1:" + receiver.port());
        assertThat(request.headers()).containsOnlyKeys("host", "content-type", "content-length");
    }

    @Test
    void sendsAnEmptyBodyWithItsLength() {
        receivers.call(ReceiversOnLoop.post(origin, ""));
        receivers.call(ReceiversOnLoop.get(origin, "/"));

        assertThat(receiver.requests().get(0).header("content-length")).isEqualTo("0");
        assertThat(receiver.requests().get(1).headers()).containsOnlyKeys("host");
    }

    @Test
    void leavesTheHeadersOfTheConnectionToTheConnection() {
        receivers.call(ReceiversOnLoop.get(
                origin,
                "/",
                ReceiversOnLoop.header("Host", "other.example"),
                ReceiversOnLoop.header("Transfer-Encoding", "chunked"),
                ReceiversOnLoop.header("Content-Length", "7"),
                ReceiversOnLoop.header("Connection", "close"),
                ReceiversOnLoop.header("X-Kept", "yes")));

        Receiver.Request request = receiver.requests().get(0);
        assertThat(request.headers()).containsOnlyKeys("host", "x-kept");
        assertThat(request.header("host")).startsWith("127.0.0.1:");
    }

    @Test
    void refusesToSendWhatWouldBreakOutOfTheRequest() {
        Header broken = ReceiversOnLoop.header("x-a", "b\r\nx-c: d");

        assertThat(receivers.call(ReceiversOnLoop.get(origin, "/", broken)).kind())
                .isEqualTo(OutcomeKind.UNRENDERABLE);
        assertThat(receivers.call(ReceiversOnLoop.get(origin, "/a b")).kind()).isEqualTo(OutcomeKind.UNRENDERABLE);
        assertThat(receivers.call(ReceiversOnLoop.get(origin, "/a\r\nx: y")).kind())
                .isEqualTo(OutcomeKind.UNRENDERABLE);
        assertThat(receivers.call(ReceiversOnLoop.get(origin, "//other/ä")).kind())
                .isEqualTo(OutcomeKind.UNRENDERABLE);
        assertThat(receiver.requests()).isEmpty();
        assertThat(receivers.call(ReceiversOnLoop.get(origin, "/")).httpStatus())
                .isEqualTo(200);
    }

    @Test
    void reusesAFewConnectionsForManyCalls() {
        for (int round = 0; round < 100; round++) {
            assertThat(receivers.calls(10, ReceiversOnLoop.post(origin, "x")))
                    .allMatch(outcome -> outcome.httpStatus() == 200);
        }

        assertThat(receiver.requests()).hasSize(1000);
        assertThat(receiver.connections()).isLessThanOrEqualTo(10);
    }

    @Test
    void callsAgainFromWithinTheEndOfACall() {
        List<Outcome> both = receivers.await(() -> receivers
                .receivers()
                .call(ReceiversOnLoop.post(origin, "1"))
                .compose(first -> receivers
                        .receivers()
                        .call(ReceiversOnLoop.post(origin, "2"))
                        .map(second -> List.of(first, second))));

        assertThat(both).allMatch(outcome -> outcome.httpStatus() == 200);
        assertThat(receiver.connections()).isEqualTo(1);
    }

    @Test
    void keepsTheBeginningOfAnAnswerWithItsSecretsMasked() {
        receiver.next(Scripts.answer(500, "no " + "x".repeat(5000), "Set-Cookie: session=1234", "x-why: disk full"));

        Outcome outcome = receivers.call(ReceiversOnLoop.post(origin, "x"));

        assertThat(outcome.httpStatus()).isEqualTo(500);
        assertThat(outcome.answer().bytes()).hasSizeLessThanOrEqualTo(1024);
        assertThat(text(outcome.answer()))
                .startsWith("HTTP/1.1 500 Said\n")
                .contains("Set-Cookie: ••••\n", "x-why: disk full\n", "\n\nno xxx")
                .doesNotContain("1234");
    }

    @Test
    void leavesRoomForTheBodyBesideALongHead() {
        receiver.next(Scripts.answer(500, "the reason", "x-long: " + "y".repeat(4000)));

        assertThat(text(receivers.call(ReceiversOnLoop.post(origin, "x")).answer()))
                .endsWith("\n\nthe reason");
    }

    @Test
    void keepsNothingOfAnAnswerThatIsNotToBeKept() {
        Outcome outcome = receivers.call(ReceiversOnLoop.get(origin, "/"));

        assertThat(outcome.answer()).isSameAs(Excerpt.NONE);
    }

    @Test
    void readsWhenToComeAgain() {
        receiver.next(
                Scripts.answer(429, "", "Retry-After: 120"),
                Scripts.answer(503, "", "Retry-After: Sun, 22 Nov 2026 10:00:30 GMT"),
                Scripts.answer(503, "", "Retry-After: soon"));

        assertThat(receivers.call(ReceiversOnLoop.post(origin, "x")).retryAfter())
                .hasValue(Duration.ofMinutes(2));
        assertThat(receivers.call(ReceiversOnLoop.post(origin, "x")).retryAfter())
                .hasValue(Duration.ofSeconds(30));
        assertThat(receivers.call(ReceiversOnLoop.post(origin, "x")).retryAfter())
                .isEmpty();
    }

    @Test
    void doesNotFollowRedirects() {
        receiver.next(Scripts.answer(302, "", "Location: http://127.0.0.1:" + receiver.port() + "/other"));

        assertThat(receivers.call(ReceiversOnLoop.post(origin, "x")).httpStatus())
                .isEqualTo(302);
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void passesOverInterimAnswers() {
        receiver.next(Scripts.raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nx-a: b\r\n\r\n"
                + "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 104 New\r\n\r\n"
                + "HTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\nok"));

        Outcome outcome = receivers.call(ReceiversOnLoop.post(origin, "x"));

        assertThat(outcome.httpStatus()).isEqualTo(202);
        assertThat(text(outcome.answer())).endsWith("ok");
        assertThat(receivers.call(ReceiversOnLoop.post(origin, "x")).httpStatus())
                .isEqualTo(200);
        assertThat(receiver.connections()).isEqualTo(1);
    }

    @Test
    void readsAnAnswerThatEndsWithItsConnection() {
        receiver.next(
                Scripts.rawAndClose("HTTP/1.1 200 OK\r\n\r\nall of it"),
                Scripts.rawAndClose("HTTP/1.0 200 OK\r\n\r\nold"),
                Scripts.answer(204, "", "Connection: close"));

        assertThat(text(receivers.call(ReceiversOnLoop.post(origin, "x")).answer()))
                .endsWith("all of it");
        assertThat(text(receivers.call(ReceiversOnLoop.post(origin, "x")).answer()))
                .endsWith("old");
        assertThat(receivers.call(ReceiversOnLoop.post(origin, "x")).httpStatus())
                .isEqualTo(204);
        assertThat(receivers.call(ReceiversOnLoop.post(origin, "x")).httpStatus())
                .isEqualTo(200);
        assertThat(receiver.connections()).isEqualTo(4);
    }

    @Test
    void sendsOnceMoreWhenAUsedConnectionWasClosed() {
        receiver.next(Scripts.answer(200, ""), Scripts.close(), Scripts.answer(201, ""));

        receivers.call(ReceiversOnLoop.post(origin, "1"));
        Outcome outcome = receivers.call(ReceiversOnLoop.post(origin, "2"));

        assertThat(outcome.httpStatus()).isEqualTo(201);
        assertThat(receiver.requests()).extracting(Receiver.Request::text).containsExactly("1", "2", "2");
        assertThat(receiver.connections()).isEqualTo(2);
    }

    @Test
    void givesBackConnectionsThatLieIdle() {
        receivers.calls(5, ReceiversOnLoop.post(origin, "x"));

        receivers.pass(20);
        receivers.call(ReceiversOnLoop.post(origin, "x"));
        receivers.pass(20);

        Await.until("only the one used last is left", () -> receivers.connections() == 1);
        receivers.pass(20);
        Await.until("none is left", () -> receivers.connections() == 0);
        assertThat(receivers.call(ReceiversOnLoop.post(origin, "x")).httpStatus())
                .isEqualTo(200);
    }

    @Test
    void keepsNoConnectionOfACallThatOutlivedItsRoute() {
        receiver.next(Scripts.after(Duration.ofMillis(300), Scripts.answer(200, "")));

        Future<Outcome> late = receivers.await(
                () -> Future.succeededFuture(receivers.receivers().call(ReceiversOnLoop.post(origin, "x"))));
        Await.until("the call is there", () -> receiver.requests().size() == 1);
        receivers.pass(60);

        assertThat(Await.result(late).httpStatus()).isEqualTo(200);
        Await.until("its connection is closed", () -> receivers.connections() == 0);
    }

    @Test
    void callsEachMethod() {
        for (Method method : Method.values()) {
            RenderedRequest request = new RenderedRequest(method, origin, "/", List.of(), new byte[0]);
            Call call = new Call(request, ReceiversOnLoop.LIMIT, false, new BitSet());
            assertThat(receivers.call(call).httpStatus()).isEqualTo(200);
        }

        assertThat(receiver.requests())
                .extracting(Receiver.Request::method)
                .containsExactly("GET", "POST", "PUT", "DELETE");
    }

    @Test
    void writesHeadersByteByByte() {
        String utf8 = new String("grüße".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        receivers.call(ReceiversOnLoop.get(origin, "/", ReceiversOnLoop.header("x-a", utf8)));

        assertThat(receiver.requests().get(0).header("x-a")).isEqualTo(utf8);
    }

    private static String text(Excerpt excerpt) {
        return new String(excerpt.bytes(), StandardCharsets.UTF_8);
    }
}
