package dev.ringback.delivery;

import dev.ringback.domain.template.Located;
import dev.ringback.domain.template.RenderedRequest;
import java.util.List;
import java.util.Optional;

/** The request that would be sent, with where the placeholders' values stand in it; or, without one, why none can be made. */
public record Previewed(Optional<RenderedRequest> request, List<Located> parts, String fault) {}
