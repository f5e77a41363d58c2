package dev.ringback.delivery;

import dev.ringback.domain.ProfileId;
import dev.ringback.domain.access.Grant;
import dev.ringback.domain.access.TokenAnswer;
import dev.ringback.flow.OwnLoop;
import dev.ringback.profile.CompiledAccess.TokenCall;
import dev.ringback.profile.CompiledProfile;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The tokens that this node's callbacks go with, one for each profile that has any, shared by all event loops. They are never stored. */
public final class Tokens {
    /** More profiles than this with tokens on one node: those whose token has run out are forgotten. */
    private static final int KEPT_MAX = 10_000;

    private final ConcurrentMap<ProfileId, HeldToken> held = new ConcurrentHashMap<>();

    /** The token of a profile that needs one, if it is here and good. */
    Optional<Grant> fresh(CompiledProfile profile, TokenCall call, Instant now) {
        return of(profile, call, now).fresh(now);
    }

    /** Answers on the caller's event loop. It never fails. */
    Future<TokenAnswer> get(CompiledProfile profile, TokenCall call, FetchToken fetch, Instant now) {
        Future<TokenAnswer> answer = of(profile, call, now).get(now, () -> fetch.of(profile, call));
        return answer.isComplete() ? answer : OwnLoop.of(answer);
    }

    /** A receiver answered 401: whether it is worth trying once more, with another token. */
    boolean refused(CompiledProfile profile, TokenCall call, Grant token, Instant now) {
        return of(profile, call, now).refused(token, now);
    }

    private HeldToken of(CompiledProfile profile, TokenCall call, Instant now) {
        HeldToken here = held.get(profile.id());
        if (here != null && here.isFrom(call.token())) {
            return here;
        }
        if (held.size() >= KEPT_MAX) {
            held.values().removeIf(each -> each.isUseless(now));
        }
        // What another version of the profile fetched is not for this one.
        return held.compute(
                profile.id(),
                (id, other) -> other != null && other.isFrom(call.token()) ? other : new HeldToken(call.token()));
    }
}
