package dev.ringback.domain.access;

/** What a token server's answer came to. */
public sealed interface TokenAnswer permits Grant, TokenAnswer.NoToken {
    /** Why there is no token in it: a clause that begins with the server. It says nothing of what the answer holds. */
    record NoToken(String reason) implements TokenAnswer {}
}
