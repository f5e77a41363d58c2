package dev.ringback.domain.template;

/**
 * Where in a rendered request a placeholder's value stands: in bytes, from the start of the target, of the named header's value, or of the
 * body. {@code placeholder} is its place among the placeholders that {@link RequestTemplate#mentions} tells.
 */
public record Located(In in, String header, int placeholder, int from, int to) {
    /** The part of the request. */
    public enum In {
        TARGET,
        HEADER,
        BODY
    }
}
