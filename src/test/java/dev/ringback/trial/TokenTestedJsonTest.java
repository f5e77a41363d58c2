package dev.ringback.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.delivery.TokenTested;
import dev.ringback.delivery.Traced;
import dev.ringback.domain.Excerpt;
import dev.ringback.domain.Method;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.SecretText;
import dev.ringback.domain.access.Client;
import dev.ringback.domain.access.SendAs;
import dev.ringback.domain.access.Token;
import dev.ringback.domain.access.TokenAnswer.NoToken;
import dev.ringback.domain.access.TokenRequest;
import dev.ringback.domain.template.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenTestedJsonTest {
    @ParameterizedTest
    @EnumSource(SendAs.class)
    void showsNoSecretHoweverItIsWritten(SendAs way) {
        Client client = new Client("us", new SecretText("hunter\"two\\"));
        Token.Request request = new Token.Request(
                Method.POST, "https://t.example/", client, way, Token.Names.STANDARD, List.of(), List.of());
        Token token = new Token(request, Token.Answer.STANDARD, Token.Use.BEARER);
        var asked = TokenRequest.of(request, new Origin(true, "t.example", 443), "/");
        Outcome outcome = Outcome.answered(400, Optional.empty(), Excerpt.NONE);
        // As one that repeats what it was asked.
        Traced.Answer answer = new Traced.Answer(400, "", asked.headers(), asked.body(), false);
        Traced traced = new Traced(outcome, Optional.of(answer), Map.of());

        String shown = TokenTestedJson.of(token, new TokenTested(asked, traced, new NoToken("x")))
                .encode();

        assertThat(shown)
                .doesNotContain("hunter")
                .doesNotContain(TokenRequest.basic("us", "hunter\"two\\").substring("Basic ".length()))
                .contains(SecretText.MASK);
    }
}
