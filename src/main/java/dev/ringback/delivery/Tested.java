package dev.ringback.delivery;

import dev.ringback.domain.Verdict;
import dev.ringback.domain.template.RenderedRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * What a Test found: the request as it was sent, empty when none could be made; what came of it; and what would have been decided, had it been
 * the first attempt of a real callback. {@code pause} is that before the next attempt,
 * {@code token} the call by which the profile got its token, if it needs one.
 */
public record Tested(
        Optional<RenderedRequest> request,
        Traced traced,
        Verdict.Kind verdict,
        Optional<Duration> pause,
        Optional<TokenTested> token) {}
