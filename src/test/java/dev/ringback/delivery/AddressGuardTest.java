package dev.ringback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.AddressGuard;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.template.Origin;
import dev.ringback.support.Await;
import dev.ringback.support.Receiver;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That no call leaves for where it may not go. What is public is played by addresses that nobody is connected to. */
class AddressGuardTest {
    private static final String NAME = "hook.example.com";
    private static Vertx vertx;

    private Receiver receiver;

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
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1.",
                "127.1",
                "0",
                "0.0.0.0",
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "0177.0.0.1",
                "017700000001",
                "127.0.0.01",
                "::1",
                "[::1]",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "fe80::1%lo",
                "169.254.169.254",
                "10.0.0.1",
                "192.168.257",
                "fd00:ec2::254",
                "１２７.０.０.１",
            })
    void refusesEverySpellingOfAForbiddenAddress(String host) {
        try (ReceiversOnLoop guarded = ReceiversOnLoop.open(vertx, false, AddressGuardTest::unasked)) {
            Outcome outcome = guarded.call(ReceiversOnLoop.post(at(host), "x"));

            assertThat(outcome.kind()).isEqualTo(OutcomeKind.FORBIDDEN_ADDRESS);
            assertThat(receiver.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4.5", "256.0.0.1", "foo.0x7f", "1..2"})
    void asksNoNameServerForWhatLooksLikeAnAddress(String host) {
        try (ReceiversOnLoop guarded = ReceiversOnLoop.open(vertx, false, AddressGuardTest::unasked)) {
            assertThat(guarded.call(ReceiversOnLoop.post(at(host), "x")).kind()).isEqualTo(OutcomeKind.UNRESOLVED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "::1", "169.254.169.254", "::ffff:127.0.0.1"})
    void refusesANameWithAForbiddenAddress(String address) {
        assertThat(guarded(ReceiversOnLoop.always(address)).kind()).isEqualTo(OutcomeKind.FORBIDDEN_ADDRESS);
    }

    @Test
    void refusesANameWithAForbiddenAddressBesidePublicOnes() {
        Outcome outcome = guarded(ReceiversOnLoop.always("8.8.8.8", "1.1.1.1", "127.0.0.1"));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.FORBIDDEN_ADDRESS);
        assertThat(outcome.error())
                .isEqualTo(NAME + " leads to an address that is not public, and callbacks may only call those");
    }

    @Test
    void refusesANameThatTurnsPrivateAndKeepsNoWayOpen() {
        Route route = new Route(at(NAME), AddressGuard.PUBLIC_ONLY, new ClientSSLOptions());

        route.found(ReceiversOnLoop.addresses("8.8.8.8"), 5);
        assertThat(route.refusal()).isEmpty();
        assertThat(route.isFresh(4)).isTrue();
        assertThat(route.isFresh(5)).isFalse();

        route.found(ReceiversOnLoop.addresses("127.0.0.1"), 10);
        assertThat(route.refusal()).map(Outcome::kind).hasValue(OutcomeKind.FORBIDDEN_ADDRESS);
        assertThat(route.addresses()).isEmpty();

        route.found(ReceiversOnLoop.addresses("8.8.8.8"), 15);
        assertThat(route.refusal()).isEmpty();
    }

    @Test
    void connectsToWhatWasCheckedAndAsksOnce() {
        AtomicInteger asked = new AtomicInteger();
        Names names = name -> {
            // Whoever asks a second time would be sent elsewhere.
            String answer = asked.incrementAndGet() == 1 ? "127.0.0.1" : "127.9.9.9";
            return Future.succeededFuture(ReceiversOnLoop.addresses(answer));
        };
        try (ReceiversOnLoop open = ReceiversOnLoop.open(vertx, true, names)) {
            assertThat(open.calls(20, ReceiversOnLoop.post(at(NAME), "x")))
                    .allMatch(outcome -> outcome.httpStatus() == 200);
        }
        assertThat(asked).hasValue(1);
        assertThat(receiver.requests())
                .allMatch(request -> request.header("host").equals(NAME + ":" + receiver.port()));
    }

    @Test
    void looksANameUpOnceForAllThatWaitForIt() {
        Promise<List<InetAddress>> answer = Promise.promise();
        AtomicInteger asked = new AtomicInteger();
        try (ReceiversOnLoop open = ReceiversOnLoop.open(vertx, true, name -> {
            asked.incrementAndGet();
            return answer.future();
        })) {
            List<Outcome> outcomes = open.await(() -> {
                Call call = ReceiversOnLoop.post(at(NAME), "x");
                Future<Outcome> first = open.receivers().call(call);
                Future<Outcome> second = open.receivers().call(call);
                answer.complete(ReceiversOnLoop.addresses("127.0.0.1"));
                return Future.all(first, second).map(both -> both.<Outcome>list());
            });

            assertThat(outcomes).allMatch(outcome -> outcome.httpStatus() == 200);
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void triesTheNextAddressWhenOneCannotBeReached() {
        Names names = ReceiversOnLoop.always("127.0.0.2", "127.0.0.3", "127.0.0.1");
        try (ReceiversOnLoop open = ReceiversOnLoop.open(vertx, true, names)) {
            assertThat(open.call(ReceiversOnLoop.post(at(NAME), "x")).httpStatus())
                    .isEqualTo(200);
        }
    }

    @Test
    void keepsItsAddressesWhileTheNameServersAreSilent() {
        Route route = new Route(at(NAME), AddressGuard.PUBLIC_ONLY, new ClientSSLOptions());
        assertThat(route.stays(5)).isFalse();

        route.found(ReceiversOnLoop.addresses("8.8.8.8"), 5);

        assertThat(route.stays(10)).isTrue();
        assertThat(route.isFresh(9)).isTrue();
        assertThat(route.addresses()).hasSize(1);
    }

    @Test
    void triesTheAddressFirstThatWorked() {
        Route route = new Route(at(NAME), AddressGuard.PUBLIC_ONLY, new ClientSSLOptions());
        route.found(ReceiversOnLoop.addresses("8.8.8.8", "1.1.1.1"), 5);

        route.prefer(route.addresses().get(1));
        assertThat(route.addresses())
                .extracting(Object::toString)
                .first()
                .asString()
                .startsWith("1.1.1.1");

        route.found(ReceiversOnLoop.addresses("8.8.8.8", "1.1.1.1"), 10);
        assertThat(route.addresses())
                .extracting(Object::toString)
                .first()
                .asString()
                .startsWith("1.1.1.1");
    }

    @Test
    void letsTrustedCallsPassAndKeepsTheirConnectionsFromOthers() {
        Call call = ReceiversOnLoop.post(at("127.0.0.1"), "x");
        Call trusted = new Call(call.request(), call.timeout(), true, call.unkept());
        try (ReceiversOnLoop guarded = ReceiversOnLoop.open(vertx, false, AddressGuardTest::unasked)) {
            assertThat(guarded.call(trusted).httpStatus()).isEqualTo(200);
            assertThat(guarded.call(call).kind()).isEqualTo(OutcomeKind.FORBIDDEN_ADDRESS);
            assertThat(guarded.call(trusted).httpStatus()).isEqualTo(200);
        }
        assertThat(receiver.connections()).isEqualTo(1);
        assertThat(receiver.requests()).hasSize(2);
    }

    @Test
    void findsNoReceiverThroughTheNameOfThisMachine() {
        try (ReceiversOnLoop guarded = ReceiversOnLoop.open(vertx, false, new VertxNames(vertx))) {
            assertThat(guarded.call(ReceiversOnLoop.post(at("localhost"), "x")).kind())
                    .isEqualTo(OutcomeKind.FORBIDDEN_ADDRESS);
        }
        try (ReceiversOnLoop open = ReceiversOnLoop.open(vertx, true, new VertxNames(vertx))) {
            assertThat(open.call(ReceiversOnLoop.post(at("localhost"), "x")).httpStatus())
                    .isEqualTo(200);
        }
    }

    private Outcome guarded(Names names) {
        try (ReceiversOnLoop guarded = ReceiversOnLoop.open(vertx, false, names)) {
            return guarded.call(ReceiversOnLoop.post(at(NAME), "x"));
        }
    }

    private Origin at(String host) {
        return new Origin(false, host, receiver.port());
    }

    private static Future<List<InetAddress>> unasked(String name) {
        throw new AssertionError("asked for " + name);
    }
}
