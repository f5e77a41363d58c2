package dev.ringback.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.ProfileId;
import dev.ringback.domain.PublicSigner;
import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Exchange;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemType;
import dev.ringback.http.QueryFields;
import dev.ringback.http.Result;
import dev.ringback.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The public keys of {@code v1a} signatures, for whoever checks them, without a key: of one profile, or of all. The keys are named by their
 * thumbprints (RFC 7638), so that the list of all tells nothing of profiles and accounts but how many keys there are. One for each
 * event loop.
 */
public final class JwksRoutes implements Routes {
    private static final String PATH = "/.well-known/jwks.json";
    /** Anybody may ask: the list must neither be long nor dear. */
    private static final int KEYS_MAX = 1000;

    private static final Duration LIST_KEPT = Duration.ofSeconds(1);
    private static final String CACHE = "public, max-age=60";

    private final Profiles profiles;
    private final InstantSource clock;
    private Optional<Listed> listed = Optional.empty();

    public JwksRoutes(Profiles profiles, InstantSource clock) {
        this.profiles = profiles;
        this.clock = clock;
    }

    /** The list of all, made a moment ago; there is no answer when it would be too long. */
    private record Listed(Optional<Answer> answer, Instant until) {}

    @Override
    public void mount(Api api) {
        Api ignored = api.open(PATH, this::read);
    }

    @Override
    public String description() {
        return "openapi/jwks.yaml";
    }

    private Future<Answer> read(Exchange exchange) {
        QueryFields query = exchange.query();
        Optional<ProfileId> id = query.parsed(
                "profile_id",
                text -> ProfileId.parse(text)
                        .map(Result::of)
                        .orElseGet(() -> Result.refused("must be the id of a profile: cbp_ and 26 characters")));
        query.check();
        return Future.succeededFuture(id.isPresent() ? one(id.get()) : all());
    }

    private Answer one(ProfileId id) {
        CompiledProfile profile = profiles.find(id)
                .orElseThrow(() ->
                        Problem.notFound("There is no such callback profile.").exception());
        return answer(profile.keysAt(clock.instant()).pairs());
    }

    private Answer all() {
        Instant now = clock.instant();
        Listed current = listed.filter(list -> now.isBefore(list.until())).orElseGet(() -> list(now));
        listed = Optional.of(current);
        return current.answer()
                .orElseThrow(() -> Problem.of(
                                ProblemType.INVALID_REQUEST,
                                "There are more than " + KEYS_MAX + " keys; ask for those of one profile: " + PATH
                                        + "?profile_id=cbp_…")
                        .exception());
    }

    private Listed list(Instant now) {
        List<PublicSigner> pairs = new ArrayList<>();
        profiles.snapshot().forEach(profile -> {
            if (pairs.size() <= KEYS_MAX) {
                pairs.addAll(profile.keysAt(now).pairs());
            }
        });
        return new Listed(pairs.size() > KEYS_MAX ? Optional.empty() : Optional.of(answer(pairs)), now.plus(LIST_KEPT));
    }

    private static Answer answer(List<PublicSigner> pairs) {
        JsonArray keys = new JsonArray();
        pairs.forEach(pair -> keys.add(key(pair.publicKey())));
        return Answer.of(
                        "application/jwk-set+json",
                        new JsonObject().put("keys", keys).toBuffer())
                .with("cache-control", CACHE);
    }

    private static JsonObject key(byte[] publicKey) {
        String x = base64Url(publicKey);
        return new JsonObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("x", x)
                .put("use", "sig")
                .put("alg", "EdDSA")
                .put("kid", thumbprint(x));
    }

    private static String thumbprint(String x) {
        String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
        try {
            return base64Url(MessageDigest.getInstance("SHA-256").digest(members.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
