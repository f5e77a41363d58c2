package dev.ringback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ambient.NodeClock;
import dev.ringback.config.Settings;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.RetrySchedule;
import dev.ringback.domain.SuccessRule;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.profile.CompiledProfile;
import dev.ringback.profile.TestProfiles;
import dev.ringback.support.Await;
import dev.ringback.support.Certificates;
import dev.ringback.support.Receiver;
import dev.ringback.support.Scripts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Test says of receivers of each kind, over the wire and with real certificates. */
class TestCallsTest {
    private static final String NAME = "hook.example.test";
    private static final String DAY = "20[0-9]{2}-[01][0-9]-[0-3][0-9]";

    @TempDir
    private static Path folder;

    private static Vertx vertx;
    private static Certificates certificates;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        certificates = Certificates.in(folder)
                .signed("good", NAME, 30)
                .signed("other", "other.example.test", 30)
                .expired("expired", NAME)
                .early("early", NAME)
                .ownWord("own", NAME);
    }

    @AfterAll
    static void stop() {
        Await.result(vertx.close());
    }

    @Test
    void showsWhatWasSentWhatCameAndHowLongEachStepTook() {
        try (Receiver receiver =
                Receiver.start(vertx, certificates.server("good").setSni(true))) {
            receiver.next(Scripts.answer(202, "thanks", "x-a: b"));

            Tested tested = test(receiver.port(), ReceiversOnLoop.always("127.0.0.1"));

            Receiver.Request request = receiver.requests().get(0);
            RenderedRequest shown = tested.request().orElseThrow();
            Traced.Answer answer = tested.traced().answer().orElseThrow();
            assertThat(tested.verdict()).isEqualTo(Verdict.Kind.DELIVERED);
            assertThat(tested.traced().outcome().httpStatus()).isEqualTo(202);
            assertThat(answer.headers()).contains(new Header("x-a", "b", false));
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("thanks");
            assertThat(answer.cut()).isFalse();
            assertThat(tested.traced().timings())
                    .containsOnlyKeys(TestStep.values())
                    .allSatisfy((step, took) -> assertThat(took).isPositive());
            assertThat(request.serverName()).isEqualTo(NAME);
            assertThat(request.header("host")).isEqualTo(NAME + ":" + receiver.port());
            assertThat(request.header("webhook-signature")).startsWith("v1,");
            assertThat(request.header("content-length")).isEqualTo("" + shown.body().length);
            assertThat(request.body()).isEqualTo(shown.body());
            assertThat(shown.headers())
                    .allSatisfy(
                            header -> assertThat(request.header(header.name())).isEqualTo(header.value()));
        }
    }

    @Test
    void saysWhatIsWrongWithACertificate() {
        assertThat(tls("expired")).matches("the certificate of " + NAME + " expired on " + DAY);
        assertThat(tls("early")).matches("the certificate of " + NAME + " is not valid before " + DAY);
        assertThat(tls("other")).isEqualTo("the certificate is for other.example.test and not for " + NAME);
        assertThat(tls("own"))
                .isEqualTo("the certificate of " + NAME
                        + " is self-signed: no authority that is trusted here vouches for it");
    }

    @Test
    void saysWhoSignedACertificateThatIsNotTrusted() {
        try (Receiver receiver = Receiver.start(vertx, certificates.server("good"))) {
            Tested tested = Await.result(onLoop(
                    calls(true, ReceiversOnLoop.always("127.0.0.1"), false),
                    profile("https://" + NAME + ":" + receiver.port() + "/", ProfileSpec.Delivery.STANDARD)));

            assertThat(tested.traced().outcome().error())
                    .startsWith("the certificate of " + NAME + " is signed by CN=Authority of the tests, which is not"
                            + " trusted here");
            assertThat(tested.traced().timings()).doesNotContainKeys(TestStep.TLS, TestStep.FIRST_BYTE);
        }
    }

    @Test
    void saysThatAPortDoesNotSpeakTls() {
        NetServerOptions plain = new NetServerOptions().setHost("127.0.0.1").setPort(0);
        try (Receiver receiver = Receiver.start(vertx, plain)) {
            receiver.onConnect("HTTP/1.1 400 Bad\r\n\r\n");

            assertThat(error(test(receiver.port(), ReceiversOnLoop.always("127.0.0.1"))))
                    .isEqualTo(NAME + " does not speak TLS on this port");
        }
    }

    @Test
    void saysWhyThereIsNoConnection() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }

        Tested refused = test(port, ReceiversOnLoop.always("127.0.0.1"));
        Tested unknown = test(443, ReceiversOnLoop::nobody);
        Tested guarded = Await.result(onLoop(
                calls(false, ReceiversOnLoop.always("93.184.216.34", "10.0.0.1"), true),
                profile("https://" + NAME + "/", ProfileSpec.Delivery.STANDARD)));

        assertThat(error(refused)).isEqualTo(NAME + ":" + port + " cannot be reached: the connection was refused");
        assertThat(error(unknown)).isEqualTo("the name " + NAME + " does not resolve");
        assertThat(unknown.traced().outcome().kind()).isEqualTo(OutcomeKind.UNRESOLVED);
        assertThat(unknown.traced().timings()).containsOnlyKeys(TestStep.DNS, TestStep.TOTAL);
        assertThat(unknown.verdict()).isEqualTo(Verdict.Kind.RETRY);
        assertThat(unknown.pause()).contains(Duration.ofSeconds(5));
        assertThat(guarded.traced().outcome().kind()).isEqualTo(OutcomeKind.FORBIDDEN_ADDRESS);
        assertThat(error(guarded)).contains("an address that is not public").doesNotContain("10.0.0.1");
    }

    @Test
    void endsACallThatTakesTooLong() {
        ProfileSpec.Delivery impatient = new ProfileSpec.Delivery(
                new RetrySchedule(List.of()), SuccessRule.ANY_2XX, Duration.ofMillis(200), 1, Optional.empty(), false);
        try (Receiver receiver = Receiver.start(vertx)) {
            receiver.next(Scripts.hang());

            Tested tested = plain(receiver, impatient);

            assertThat(error(tested)).isEqualTo("took longer than 200 ms (waiting for the answer)");
            assertThat(tested.verdict()).isEqualTo(Verdict.Kind.FAILED);
            Await.until("the connection is closed", () -> receiver.open() == 0);
        }
    }

    @Test
    void readsAnAnswerUpToItsBoundAndNoFurther() {
        try (Receiver receiver = Receiver.start(vertx)) {
            receiver.next(Scripts.endlessBody(200));

            Tested tested = plain(receiver, ProfileSpec.Delivery.STANDARD);

            Traced.Answer answer = tested.traced().answer().orElseThrow();
            assertThat(tested.verdict()).isEqualTo(Verdict.Kind.DELIVERED);
            assertThat(answer.body()).hasSize(16 * 1024);
            assertThat(answer.cut()).isTrue();
            Await.until("the connection is closed", () -> receiver.open() == 0);
        }
    }

    @Test
    void tellsOfAnAnswerThatIsNoneOrBreaksOff() {
        try (Receiver receiver = Receiver.start(vertx)) {
            receiver.next(
                    Scripts.close(),
                    Scripts.rawAndClose("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"),
                    Scripts.raw("SSH-2.0-OpenSSH\r\n\r\n"),
                    Scripts.raw("HTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 410 Gone\r\ncontent-length: 0\r\n\r\n"));

            Tested closed = plain(receiver, ProfileSpec.Delivery.STANDARD);
            Tested half = plain(receiver, ProfileSpec.Delivery.STANDARD);
            Tested other = plain(receiver, ProfileSpec.Delivery.STANDARD);
            Tested gone = plain(receiver, ProfileSpec.Delivery.STANDARD);

            assertThat(error(closed)).isEqualTo("the connection was closed before an answer came");
            assertThat(error(half))
                    .isEqualTo("the connection was closed in the middle of an answer with the status 200");
            assertThat(half.traced().answer().orElseThrow().body()).hasSize(4);
            assertThat(error(other)).startsWith("what came as an answer is not HTTP");
            assertThat(gone.traced().outcome().httpStatus()).isEqualTo(410);
            assertThat(gone.verdict()).isEqualTo(Verdict.Kind.FAILED);
        }
    }

    private static String tls(String certificate) {
        try (Receiver receiver = Receiver.start(vertx, certificates.server(certificate))) {
            Tested tested = test(receiver.port(), ReceiversOnLoop.always("127.0.0.1"));
            assertThat(tested.traced().outcome().kind()).isEqualTo(OutcomeKind.TLS_FAILED);
            assertThat(receiver.requests()).isEmpty();
            return error(tested);
        }
    }

    private static String error(Tested tested) {
        return tested.traced().outcome().error();
    }

    private static Tested test(int port, Names names) {
        return Await.result(onLoop(
                calls(true, names, true),
                profile("https://" + NAME + ":" + port + "/hook", ProfileSpec.Delivery.STANDARD)));
    }

    private static Tested plain(Receiver receiver, ProfileSpec.Delivery delivery) {
        return Await.result(onLoop(
                calls(true, ReceiversOnLoop::nobody, true),
                profile("http://127.0.0.1:" + receiver.port() + "/hook", delivery)));
    }

    private static TestCalls calls(boolean allowPrivate, Names names, boolean trusting) {
        Settings.Delivery limits = new Settings.Delivery(
                allowPrivate ? Settings.Reach.PRIVATE : Settings.Reach.PUBLIC,
                10,
                10,
                Duration.ofSeconds(5),
                Duration.ofSeconds(4),
                16 * 1024,
                1024,
                new Settings.Tests(20, 5));
        NodeClock clock = NodeClock.ofSystem();
        SingleCalls.Time time = new SingleCalls.Time(clock, clock::nanos);
        SingleCalls receivers = trusting
                ? new SingleCalls(vertx, limits, time, names, certificates.trust())
                : new SingleCalls(vertx, limits, time, names, new io.vertx.core.net.ClientSSLOptions());
        return new TestCalls(
                receivers,
                clock,
                new TestCalls.Caller(request -> false, "Ringback/test", new java.util.SplittableRandom(3)));
    }

    private static Future<Tested> onLoop(TestCalls calls, CompiledProfile profile) {
        Callback callback = new Callback(
                new CallbackId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L)),
                profile.id(),
                "sms_send",
                "{\"id\":1}".getBytes(StandardCharsets.UTF_8),
                Instant.MAX);
        return Future.future(
                done -> vertx.runOnContext(now -> calls.test(profile, callback).onComplete(done)));
    }

    private static CompiledProfile profile(String url, ProfileSpec.Delivery delivery) {
        ProfileSpec.Request request = new ProfileSpec.Request(
                Method.POST, url, List.of(new Header("x-key", "s3cret", true)), List.of(), Optional.empty());
        return TestProfiles.calling(request, delivery);
    }
}
