package dev.ringback.domain.access;

import dev.ringback.domain.SecretText;
import java.util.Optional;

/** What a callback carries to prove who sends it. Signatures are another matter: they prove the content too. */
public sealed interface Auth {
    /** Nothing. */
    record None() implements Auth {}

    /** User and password in {@code authorization}, as RFC 7617 has it. */
    record Basic(String user, SecretText password) implements Auth {}

    /** A fixed key in a header. */
    record InHeader(String name, SecretText value) implements Auth {}

    /** A fixed key in the query, after the profile's own parameters. */
    record InQuery(String name, SecretText value) implements Auth {}

    /** A token that a server of the customer's gives for a while. */
    record ByToken(Token token) implements Auth {}

    /** A token by client credentials, as RFC 6749 part 4.4 has it. */
    record OAuth2(String url, Client client, String scope, SendAs sendAs) implements Auth {}

    /** How to get the token that callbacks are sent with, if they are. */
    default Optional<Token> neededToken() {
        if (this instanceof ByToken by) {
            return Optional.of(by.token());
        }
        return this instanceof OAuth2 preset ? Optional.of(Token.byClientCredentials(preset)) : Optional.empty();
    }
}
