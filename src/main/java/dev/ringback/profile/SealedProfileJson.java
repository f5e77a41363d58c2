package dev.ringback.profile;

import dev.ringback.config.SecretsKey;
import dev.ringback.domain.Profile;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.SigningSecret;
import dev.ringback.http.FieldError;
import dev.ringback.http.JsonFields;
import dev.ringback.http.Veiled;
import dev.ringback.profile.KeptProfile.FormerSecret;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A profile as the store keeps it: the fields of the API, with each secret sealed in its place. The signing secret stands apart, and after
 * a rotation the former one beside it with the time until which it is used.
 */
public final class SealedProfileJson {
    private final SecretsKey key;

    public SealedProfileJson(SecretsKey key) {
        this.key = key;
    }

    public String spec(Profile profile) {
        return SecretsJson.map(
                        ProfileJson.spec(profile.spec()),
                        (place, value) -> value instanceof Veiled secret
                                ? new JsonObject()
                                        .put(SecretsJson.SEALED, sealed(secret.reveal(), place(profile.id(), place)))
                                : value)
                .encode();
    }

    public byte[] secret(KeptProfile kept) {
        String former = kept.former()
                .map(old -> " " + old.secret().kept() + " " + old.until().toEpochMilli())
                .orElse("");
        return key.seal(bytes(kept.profile().secret().kept() + former), place(kept.id(), ""));
    }

    /** A row with its secrets sealed anew. */
    public record Resealed(String spec, byte[] secret) {}

    /** The same row with all of its secrets sealed with the current key; empty when they are. The secret of a deleted profile is empty. */
    public Optional<Resealed> resealed(ProfileId id, String spec, byte[] secret) throws SecretsKey.Sealed {
        List<String> stale = new ArrayList<>();
        JsonObject json = SecretsJson.map(new JsonObject(spec), (place, value) -> {
            if (!(value instanceof JsonObject sealed)) {
                return value;
            }
            String text = sealed.getString(SecretsJson.SEALED);
            if (key.isCurrent(Base64.getDecoder().decode(text))) {
                return value;
            }
            stale.add(place);
            Veiled open = opened(text, place(id, place));
            return new JsonObject().put(SecretsJson.SEALED, sealed(open.reveal(), place(id, place)));
        });
        boolean secretIsStale = secret.length > 0 && !key.isCurrent(secret);
        if (stale.isEmpty() && !secretIsStale) {
            return Optional.empty();
        }
        byte[] anew = secretIsStale ? key.seal(key.open(secret, place(id, "")), place(id, "")) : secret;
        return Optional.of(new Resealed(json.encode(), anew));
    }

    /** {@code columns} is the profile as far as its columns tell, with a stand-in for spec and secret. It never throws. */
    public KeptProfile open(Profile columns, String spec, byte[] secret) {
        try {
            String[] words = new String(key.open(secret, place(columns.id(), "")), StandardCharsets.UTF_8).split(" ");
            SigningSecret current = SigningSecret.parseKept(words[0]).orElseThrow();
            Optional<FormerSecret> former = words.length < 3
                    ? Optional.empty()
                    : SigningSecret.parseKept(words[1])
                            .map(old -> new FormerSecret(old, Instant.ofEpochMilli(Long.parseLong(words[2]))));
            Profile profile = new Profile(
                    columns.id(),
                    columns.account(),
                    spec(columns.id(), spec),
                    columns.status(),
                    current,
                    columns.stamp());
            return new KeptProfile(profile, former, Optional.empty());
        } catch (RuntimeException | SecretsKey.Sealed unreadable) {
            return broken(columns, "this node cannot read it: " + unreadable.getMessage());
        }
    }

    private ProfileSpec spec(ProfileId id, String text) {
        JsonFields fields = JsonFields.of(SecretsJson.map(
                new JsonObject(text),
                (place, value) -> value instanceof JsonObject sealed
                        ? opened(sealed.getString(SecretsJson.SEALED), place(id, place))
                        : value));
        ProfileSpec spec = ProfileSpecJson.read(fields);
        Optional<FieldError> fault = fields.errors().stream().findFirst();
        if (fault.isPresent()) {
            throw new DecodeException(fault.get().pointer() + " " + fault.get().detail());
        }
        return spec;
    }

    private static KeptProfile broken(Profile columns, String fault) {
        Profile.Status status = new Profile.Status(
                ProfileState.DISABLED, Optional.of(fault), columns.status().since());
        Profile standIn =
                new Profile(columns.id(), columns.account(), columns.spec(), status, columns.secret(), columns.stamp());
        return new KeptProfile(standIn, Optional.empty(), Optional.of(fault));
    }

    private Veiled opened(String sealed, byte[] place) {
        try {
            return new Veiled(new String(key.open(Base64.getDecoder().decode(sealed), place), StandardCharsets.UTF_8));
        } catch (SecretsKey.Sealed unreadable) {
            throw new DecodeException(unreadable.getMessage());
        }
    }

    private String sealed(String value, byte[] place) {
        return Base64.getEncoder().encodeToString(key.seal(bytes(value), place));
    }

    /** No field has an empty place: that is the signing secret's. */
    private static byte[] place(ProfileId id, String place) {
        return bytes("profile " + id + " " + place);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
