package dev.ringback.trial;

import dev.ringback.domain.Outcome;
import java.util.Optional;

/** What somebody could do about an outcome that is not as wanted. */
final class Hints {
    private Hints() {}

    static Optional<String> of(Outcome outcome) {
        return switch (outcome.kind()) {
            case NONE -> Optional.empty();
            case ANSWERED ->
                outcome.error().isEmpty()
                        ? ofStatus(outcome.httpStatus())
                        : Optional.of("Have the receiver answer with it, or require less in the profile's response.");
            case TIMED_OUT ->
                Optional.of(
                        "Have the receiver answer as soon as it has stored the callback, or raise the profile's timeout.");
            case UNRESOLVED ->
                Optional.of("Look for a typing mistake in the host of the URL, and whether its name has an address.");
            case UNREACHABLE ->
                Optional.of(
                        "Look whether host and port are right, the server is up, and its firewall lets this node in.");
            case TLS_FAILED -> Optional.of(ofTls(outcome.error()));
            case BROKEN -> Optional.of("Look into the log of the receiver, and whether the URL leads to a web server.");
            case FORBIDDEN_ADDRESS ->
                Optional.of("Use a public address. Whoever runs this node can allow others with"
                        + " delivery.allow_private_networks.");
            case NO_TOKEN ->
                Optional.of("Look at the fields of auth, and at the token server's answer: it is under token.");
            case UNRENDERABLE -> Optional.of("Change the template, or the data.");
        };
    }

    private static String ofTls(String error) {
        if (error.contains("expired")) {
            return "Renew the certificate on the receiver.";
        } else if (error.contains("not valid")) {
            return "Look at the clock of whoever made the certificate, or wait until it is valid.";
        } else if (error.contains("self-signed")) {
            return "Get a certificate from a public authority for the receiver.";
        } else if (error.contains("trusted")) {
            return "Get a certificate from a public authority, and have the receiver send the certificates between too.";
        } else if (error.contains("the certificate is ")) {
            return "Use a name in the URL that the certificate has, or get one for this name.";
        } else if (error.contains("does not speak TLS")) {
            return "Use http instead of https, or the port on which the receiver speaks TLS.";
        }
        return "Look at the TLS settings of the receiver; TLS 1.2 or 1.3 is needed.";
    }

    private static Optional<String> ofStatus(int status) {
        String hint = switch (status) {
            case 301, 302, 303, 307, 308 -> "Redirects are not followed: use the address in the header location.";
            case 401, 403 ->
                "The receiver wants credentials, or other ones: look at auth and the headers of the profile.";
            case 404 -> "The receiver does not know this address: look at the path of the URL.";
            case 405 -> "The receiver does not take this method.";
            case 406, 415 -> "The receiver does not take this content type: look at the body's type and the headers.";
            case 410 -> "The receiver says it is gone for good.";
            case 413 -> "The receiver finds the body too large.";
            case 429, 503 -> "The receiver is overloaded or limits calls: see rate_limit and max_in_flight.";
            default -> "";
        };
        if (hint.isEmpty() && status >= 500) {
            hint = "Something went wrong on the receiver: look into its log.";
        } else if (hint.isEmpty() && status >= 400) {
            hint = "The receiver refuses the request: its answer may say why.";
        }
        return Optional.of(hint).filter(text -> !text.isEmpty());
    }
}
