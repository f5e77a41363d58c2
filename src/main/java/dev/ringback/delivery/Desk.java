package dev.ringback.delivery;

import dev.ringback.domain.ProfileId;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.flow.LedgerLine;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Pauses;
import dev.ringback.flow.Placement;
import dev.ringback.flow.Settlement;
import dev.ringback.profile.CompiledProfile;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a delivery worker works with: where it reads profiles live, by which licence and limits it works, and where its outcomes go.
 * {@code ownInbox} says of a request that it goes to this product's own inbox, which is always an allowed address; {@code gone} is told of a
 * receiver that answered 410.
 */
public record Desk(
        Function<ProfileId, Optional<CompiledProfile>> profiles,
        Licence licence,
        Placement placement,
        LedgerLine line,
        Pauses pauses,
        Consumer<List<Settlement>> ledger,
        Predicate<RenderedRequest> ownInbox,
        Consumer<CompiledProfile> gone) {}
