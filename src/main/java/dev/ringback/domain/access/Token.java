package dev.ringback.domain.access;

import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.SecretText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How to get a token, where it stands in the answer, and how callbacks carry it. Nothing of it is a template. */
public record Token(Request request, Answer answer, Use use) {

    /** The call of the token server. {@code names} are those of the two fields that carry client and secret in a form or in JSON. */
    public record Request(
            Method method,
            String url,
            Client client,
            SendAs sendAs,
            Names names,
            List<Header> headers,
            List<Parameter> parameters) {
        public Request {
            headers = List.copyOf(headers);
            parameters = List.copyOf(parameters);
        }
    }

    /** What the fields for client and secret are called. */
    public record Names(String id, String secret) {
        public static final Names STANDARD = new Names("client_id", "client_secret");
    }

    /** One more field beside client and secret. */
    public record Parameter(String name, String value, boolean secret) {
        @Override
        public String toString() {
            return name + "=" + (secret ? SecretText.MASK : value);
        }
    }

    /**
     * Where the token stands in the JSON of the answer, and until when it is good: {@code expiresIn} leads to a number of seconds, {@code
     * expiresOn} to a time; where the answer has neither, {@code lifetime} counts.
     */
    public record Answer(
            String token, String expiresIn, String expiresOn, Duration lifetime, Optional<Encrypted> encrypted) {
        public static final Answer STANDARD =
                new Answer("access_token", "expires_in", "expires_on", Duration.ofMinutes(10), Optional.empty());
    }

    /** The token comes encrypted, in base64; without an IV its nonce stands before it. */
    public record Encrypted(String algorithm, SecretText key, Optional<SecretText> iv) {}

    /** The header that carries the token, and the word before it, which may be empty. */
    public record Use(String header, String prefix) {
        public static final Use BEARER = new Use("Authorization", "Bearer");

        public String value(String token) {
            return prefix.isEmpty() ? token : prefix + " " + token;
        }
    }

    /** RFC 6749 part 2.3.1 wants it so in Basic, where other servers take both as they are. */
    private static Client encoded(Client client) {
        return new Client(
                TokenRequest.encoded(client.id()),
                new SecretText(TokenRequest.encoded(client.secret().value())));
    }

    static Token byClientCredentials(Auth.OAuth2 preset) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter("grant_type", "client_credentials", false));
        if (!preset.scope().isEmpty()) {
            parameters.add(new Parameter("scope", preset.scope(), false));
        }
        return new Token(
                new Request(
                        Method.POST,
                        preset.url(),
                        preset.sendAs() == SendAs.BASIC ? encoded(preset.client()) : preset.client(),
                        preset.sendAs(),
                        Names.STANDARD,
                        List.of(),
                        parameters),
                Answer.STANDARD,
                Use.BEARER);
    }
}
