package dev.ringback.delivery;

import dev.ringback.domain.Header;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.access.ReadGrant;
import dev.ringback.domain.access.TokenAnswer;
import dev.ringback.domain.access.TokenAnswer.NoToken;
import dev.ringback.profile.CompiledAccess.TokenCall;
import dev.ringback.profile.CompiledProfile;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Asks a profile's token server once, by a connection of its own: guarded, bounded in size and time and secured as calls of the receiver
 * are. Belongs to one event loop.
 */
final class FetchToken {
    private static final BitSet KEEP_ALL = new BitSet();

    private final TokenServers servers;
    private final InstantSource clock;
    private final Header userAgent;

    FetchToken(TokenServers servers, InstantSource clock, String userAgent) {
        this.servers = servers;
        this.clock = clock;
        this.userAgent = new Header("user-agent", userAgent, false);
    }

    Instant now() {
        return clock.instant();
    }

    /** What came of it, with all that there is to show. */
    record Fetched(TokenAnswer answer, Traced traced) {}

    Future<TokenAnswer> of(CompiledProfile profile, TokenCall call) {
        return traced(profile, call).map(Fetched::answer);
    }

    Future<Fetched> traced(CompiledProfile profile, TokenCall call) {
        Instant askedAt = clock.instant();
        Call asking = new Call(
                call.request().after(List.of(userAgent)),
                profile.delivery().timeout(),
                false,
                KEEP_ALL,
                profile.access().tls(),
                Optional.empty());
        return servers.ask(asking).map(traced -> new Fetched(read(call, traced, askedAt), traced));
    }

    private static TokenAnswer read(TokenCall call, Traced traced, Instant askedAt) {
        if (traced.outcome().kind() != OutcomeKind.ANSWERED || traced.answer().isEmpty()) {
            return new NoToken("the token server gave none: " + traced.outcome().error());
        }
        Traced.Answer answer = traced.answer().get();
        if (answer.cut()) {
            return new NoToken("the token server's answer is longer than delivery.answer_bytes_max");
        }
        return ReadGrant.from(call.token().answer(), answer.httpStatus(), answer.body(), askedAt);
    }
}
