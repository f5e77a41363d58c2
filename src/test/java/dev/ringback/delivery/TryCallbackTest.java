package dev.ringback.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Excerpt;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.SecretText;
import dev.ringback.domain.access.Access;
import dev.ringback.domain.access.Auth;
import dev.ringback.domain.access.Client;
import dev.ringback.domain.access.SendAs;
import dev.ringback.domain.access.Tls;
import dev.ringback.profile.CompiledProfile;
import dev.ringback.profile.TestProfiles;
import dev.ringback.support.TestClock;
import dev.ringback.support.Works;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** An attempt and its token, with a token server and a receiver that do what a test says. */
class TryCallbackTest implements Receivers {
    private final TestClock clock = new TestClock();
    private final List<Promise<Traced>> asked = new ArrayList<>();
    private final List<Call> askedWith = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final List<Outcome> ended = new ArrayList<>();
    private final TryCallback tryCallback = new TryCallback(
            new MakeCall(request -> false, "Ringback/test", new java.util.SplittableRandom(3)),
            this,
            new Tokens(),
            new FetchToken(this, clock, "Ringback/test"));
    private Function<String, Integer> receiver = token -> 200;

    @Override
    public Future<Outcome> call(Call call) {
        String token = call.request().headers().stream()
                .filter(header -> header.name().equals("Authorization"))
                .map(Header::value)
                .findFirst()
                .orElse("");
        sent.add(token);
        return Future.succeededFuture(Outcome.answered(receiver.apply(token), Optional.empty(), Excerpt.NONE));
    }

    @Override
    public Future<Traced> ask(Call call) {
        Promise<Traced> answer = Promise.promise();
        asked.add(answer);
        askedWith.add(call);
        return answer.future();
    }

    @Test
    void oneFetchServesAllWhoWait() {
        begin(3);
        assertThat(sent).isEmpty();

        answer(0, "one", 60);
        begin(2);

        assertThat(asked).hasSize(1);
        assertThat(sent).hasSize(5).containsOnly("Bearer one");
        assertThat(ended).hasSize(5).allMatch(outcome -> outcome.httpStatus() == 200);
    }

    @Test
    void theTokenIsAskedForAsTheProfileSays() {
        begin(1);

        assertThat(askedWith.get(0).request().headers())
                .contains(new Header("authorization", "Basic Y2w6cyUyRmM=", true))
                .extracting(Header::name)
                .contains("user-agent", "content-type");
        assertThat(new String(askedWith.get(0).request().body(), UTF_8)).isEqualTo("grant_type=client_credentials");
        assertThat(askedWith.get(0).trusted()).isFalse();
    }

    @Test
    void aTokenIsRenewedBeforeItRunsOutAndUsedMeanwhile() {
        begin(1);
        answer(0, "one", 10);
        clock.advance(Duration.ofMillis(9500));

        begin(3);
        assertThat(asked).hasSize(2);
        assertThat(sent).containsOnly("Bearer one").hasSize(4);

        answer(1, "two", 10);
        begin(1);
        assertThat(sent.get(4)).isEqualTo("Bearer two");
        assertThat(asked).hasSize(2);
    }

    @Test
    void aRefusedTokenIsFetchedOnceMoreWithinTheAttempt() {
        receiver = token -> token.endsWith("old") ? 401 : 200;
        begin(1);
        answer(0, "old", 60);
        begin(1);
        assertThat(asked).hasSize(2);
        answer(1, "new", 60);

        assertThat(sent).containsExactly("Bearer old", "Bearer new", "Bearer new");
        assertThat(ended).extracting(Outcome::httpStatus).containsExactly(200, 200);
    }

    @Test
    void aReceiverThatTakesNoTokenDoesNotMakeUsFetchForEachCallback() {
        receiver = token -> 401;
        begin(1);
        answer(0, "one", 60);
        answer(1, "two", 60);
        begin(20);

        assertThat(asked).hasSize(2);
        assertThat(ended).hasSize(21).allMatch(outcome -> outcome.httpStatus() == 401);

        clock.advance(Duration.ofSeconds(6));
        begin(1);
        assertThat(asked).hasSize(3);
    }

    @Test
    void withoutATokenNothingIsSentAndTheReasonIsSaid() {
        begin(2);
        asked.get(0)
                .complete(Traced.untried(Outcome.failed(OutcomeKind.UNREACHABLE, "auth.example cannot be reached")));
        begin(5);

        assertThat(asked).hasSize(1);
        assertThat(sent).isEmpty();
        assertThat(ended).hasSize(7).allMatch(outcome -> outcome.kind() == OutcomeKind.NO_TOKEN);
        assertThat(ended.get(0).error())
                .isEqualTo("not sent: the token server gave none: auth.example cannot be reached");

        clock.advance(Duration.ofSeconds(2));
        begin(1);
        answer(1, "late", 60);
        assertThat(ended.get(7).httpStatus()).isEqualTo(200);
    }

    @Test
    void anotherSecretMeansAnotherToken() {
        begin(1);
        answer(0, "one", 60);

        tryCallback.start(
                new TryCallback.Try(Works.fresh(DeliverWorld.FIRST), profile("other"), clock.instant()), this::told);

        assertThat(asked).hasSize(2);
        assertThat(sent).hasSize(1);
    }

    private void begin(int count) {
        for (int i = 0; i < count; i++) {
            tryCallback.start(
                    new TryCallback.Try(Works.fresh(DeliverWorld.FIRST), profile("s/c"), clock.instant()), this::told);
        }
    }

    private void told(TryCallback.Try tried, Outcome outcome, MakeCall.Made made) {
        ended.add(outcome);
    }

    private void answer(int which, String token, int seconds) {
        byte[] body = ("{\"access_token\":\"" + token + "\",\"expires_in\":" + seconds + "}").getBytes(UTF_8);
        asked.get(which)
                .complete(new Traced(
                        Outcome.answered(200, Optional.empty(), Excerpt.NONE),
                        Optional.of(new Traced.Answer(200, "OK", List.of(), body, false)),
                        Map.of()));
    }

    private static CompiledProfile profile(String secret) {
        ProfileSpec.Request request = new ProfileSpec.Request(
                Method.POST, "http://receiver.example/hook", List.of(), List.of(), Optional.empty());
        Client client = new Client("cl", new SecretText(secret));
        Auth auth = new Auth.OAuth2("https://auth.example/token", client, "", SendAs.BASIC);
        return TestProfiles.proving(DeliverWorld.FIRST, request, new Access(auth, Tls.STANDARD));
    }
}
