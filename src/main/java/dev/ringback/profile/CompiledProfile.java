package dev.ringback.profile;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec.Delivery;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.SigningSecret;
import dev.ringback.domain.template.RequestTemplate;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/** A profile ready to use: its templates parsed, its secrets opened. Shared by all event loops and never changed. */
public final class CompiledProfile {
    private final KeptProfile kept;
    private final RequestTemplate template;
    private final BitSet success;
    private final CompiledAccess access;
    private final List<SigningSecret> secrets;
    private final List<SigningSecret> secretsInRotation;
    private final Instant rotationUntil;

    CompiledProfile(KeptProfile kept, RequestTemplate template, BitSet success, CompiledAccess access) {
        this.kept = kept;
        this.template = template;
        this.success = success;
        this.access = access;
        SigningSecret secret = kept.profile().secret();
        this.secrets = List.of(secret);
        this.secretsInRotation =
                kept.former().map(former -> List.of(secret, former.secret())).orElse(secrets);
        this.rotationUntil = kept.former().map(KeptProfile.FormerSecret::until).orElse(Instant.MIN);
    }

    public ProfileId id() {
        return kept.id();
    }

    public AccountId account() {
        return kept.profile().account();
    }

    public long version() {
        return kept.version();
    }

    public String channel() {
        return kept.profile().spec().channel();
    }

    public boolean isActive() {
        return kept.profile().status().state() == ProfileState.ACTIVE;
    }

    public boolean isSigned() {
        return kept.profile().spec().protection().signature().enabled();
    }

    public RequestTemplate template() {
        return template;
    }

    public CompiledAccess access() {
        return access;
    }

    public Delivery delivery() {
        return kept.profile().spec().delivery();
    }

    public boolean isSuccess(int httpStatus) {
        return success.get(httpStatus);
    }

    /** The statuses that mean delivered. Not to be changed. */
    public BitSet success() {
        return success;
    }

    /** The secrets to sign with at that time, the newest first: two for a while after a rotation. It is the same list each time. */
    public List<SigningSecret> secretsAt(Instant now) {
        return now.isBefore(rotationUntil) ? secretsInRotation : secrets;
    }

    public KeptProfile kept() {
        return kept;
    }
}
