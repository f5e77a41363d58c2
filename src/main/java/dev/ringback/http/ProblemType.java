package dev.ringback.http;

import java.util.Locale;

/** Every kind of refusal the API gives. Its URI is a promise: {@code docs/problems.md} has a section for each. */
public enum ProblemType {
    INVALID_REQUEST(400, "The request is not valid"),
    BROKEN_JSON(400, "The body is not JSON"),
    UNREADABLE_MESSAGE(400, "The message on the bus cannot be read"),
    MALFORMED_HTTP(400, "The request is not HTTP as it should be"),
    UNAUTHENTICATED(401, "An API key is needed"),
    SIGN_IN_FAILED(401, "The sign-in was refused"),
    FORBIDDEN(403, "The API key may not do this"),
    CSRF(403, "The request may be forged"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "The method is not offered here"),
    REQUEST_TIMEOUT(408, "The body did not arrive in time"),
    CONFLICT(409, "The state of the thing does not allow this"),
    PRECONDITION_FAILED(412, "The thing was changed in between"),
    BODY_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's type is not accepted"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
    UNKNOWN_PROFILE(422, "The profile is not known"),
    TOO_MANY_REQUESTS(429, "There is no room at the moment"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL(500, "Something went wrong here"),
    UNAVAILABLE(503, "The service is not available at the moment");

    private final int status;
    private final String title;
    private final String uri;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
        this.uri = "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String uri() {
        return uri;
    }
}
