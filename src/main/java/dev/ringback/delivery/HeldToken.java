package dev.ringback.delivery;

import dev.ringback.domain.access.Grant;
import dev.ringback.domain.access.Token;
import dev.ringback.domain.access.TokenAnswer;
import dev.ringback.domain.access.TokenAnswer.NoToken;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token of one profile, for all event loops of the node. One fetch is under way at most; those who come meanwhile share it, or still use
 * the token that is about to run out. Who waits is an attempt with a place in its lane, so they are as bounded as those.
 */
final class HeldToken {
    private static final Logger LOG = LoggerFactory.getLogger(HeldToken.class);
    /** A token server that fails is not asked again before: there may be as many who want to ask as attempts in flight. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** A receiver that takes none of its tokens must not make us fetch one for each callback. */
    private static final Duration REFUSAL_PAUSE = Duration.ofSeconds(5);

    private final Token from;
    private volatile Optional<Grant> grant = Optional.empty();
    private Optional<Future<TokenAnswer>> fetching = Optional.empty();
    private TokenAnswer fault = new NoToken("");
    private Instant pausedUntil = Instant.MIN;
    private Instant refusalsUntil = Instant.MIN;

    HeldToken(Token from) {
        this.from = from;
    }

    boolean isFrom(Token token) {
        return from.equals(token);
    }

    boolean isUseless(Instant now) {
        return grant.filter(held -> now.isBefore(held.expiresAt())).isEmpty();
    }

    /** The token, without a lock, while it is far from running out. */
    Optional<Grant> fresh(Instant now) {
        Optional<Grant> held = grant;
        return held.isPresent() && now.isBefore(held.get().renewAt()) ? held : Optional.empty();
    }

    /** {@code fetch} asks the token server; it is asked on the event loop of whoever is the first to need it. */
    Future<TokenAnswer> get(Instant now, Supplier<Future<TokenAnswer>> fetch) {
        Promise<TokenAnswer> mine = Promise.promise();
        synchronized (this) {
            Optional<Future<TokenAnswer>> good =
                    grant.filter(held -> now.isBefore(held.expiresAt())).map(Future::succeededFuture);
            boolean asks = fetching.isEmpty()
                    && !now.isBefore(pausedUntil)
                    && fresh(now).isEmpty();
            if (!asks) {
                return good.or(() -> fetching).orElse(Future.succeededFuture(fault));
            }
            fetching = Optional.of(mine.future());
            if (good.isPresent()) {
                start(now, fetch, mine);
                return good.get();
            }
        }
        start(now, fetch, mine);
        return mine.future();
    }

    private void start(Instant now, Supplier<Future<TokenAnswer>> fetch, Promise<TokenAnswer> promise) {
        asked(fetch).otherwise(HeldToken::faultOfOurs).onSuccess(answer -> {
            came(answer, now);
            promise.complete(answer);
        });
    }

    /** A fetch that breaks must end too, or all callbacks of the profile would wait for it for ever. */
    private static Future<TokenAnswer> asked(Supplier<Future<TokenAnswer>> fetch) {
        try {
            return fetch.get();
        } catch (RuntimeException bug) {
            return Future.failedFuture(bug);
        }
    }

    private static TokenAnswer faultOfOurs(Throwable bug) {
        LOG.error("a token cannot be asked for", bug);
        return new NoToken("the token server was not asked: this is a fault of ours; the node's log has more");
    }

    private synchronized void came(TokenAnswer answer, Instant askedAt) {
        fetching = Optional.empty();
        if (answer instanceof Grant got) {
            grant = Optional.of(got);
        } else {
            fault = answer;
            pausedUntil = askedAt.plus(PAUSE);
        }
    }

    /** The receiver did not take it. True when another one may be fetched, or is here already, so that it is worth trying again. */
    synchronized boolean refused(Grant token, Instant now) {
        if (grant.isEmpty() || !grant.get().equals(token)) {
            return true;
        }
        if (now.isBefore(refusalsUntil)) {
            return false;
        }
        refusalsUntil = now.plus(REFUSAL_PAUSE);
        grant = Optional.empty();
        return true;
    }
}
