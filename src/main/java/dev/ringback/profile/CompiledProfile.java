package dev.ringback.profile;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.AnswerCheck;
import dev.ringback.domain.BodyCipher;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec.Delivery;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.SignatureSpec;
import dev.ringback.domain.SigningKeys;
import dev.ringback.domain.template.RequestTemplate;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

/** A profile ready to use: its templates parsed, its secrets opened. Shared by all event loops and never changed. */
public final class CompiledProfile {
    private final KeptProfile kept;
    private final RequestTemplate template;
    private final CompiledSuccess success;
    private final CompiledProtection protection;
    private final CompiledAccess access;

    CompiledProfile(
            KeptProfile kept,
            RequestTemplate template,
            CompiledSuccess success,
            CompiledProtection protection,
            CompiledAccess access) {
        this.kept = kept;
        this.template = template;
        this.success = success;
        this.protection = protection;
        this.access = access;
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

    /** An answer with the right status that lacks what is required of it has an error, which says so. */
    public boolean isSuccess(Outcome outcome) {
        return outcome.kind() == OutcomeKind.ANSWERED
                && success.statuses().get(outcome.httpStatus())
                && outcome.error().isEmpty();
    }

    /** The statuses that mean delivered. Not to be changed. */
    public BitSet success() {
        return success.statuses();
    }

    /** What the answer must bring, where that is not only its status. */
    public Optional<AnswerCheck> answerCheck() {
        return success.answer();
    }

    /** Whether request and answer of attempts that delivered are kept too. */
    public boolean keepsAll() {
        return delivery().keepsAll() || success.answer().isPresent();
    }

    public SignatureSpec signature() {
        return kept.profile().spec().protection().signature();
    }

    /** What to sign with at that time. It is the same object each time, as long as the keys are the same. */
    public SigningKeys keysAt(Instant now) {
        return protection.keysAt(now);
    }

    /** What makes the whole body unreadable, if it is to be. Single values are the template's. */
    public Optional<BodyCipher> bodyCipher() {
        return protection.body();
    }

    public KeptProfile kept() {
        return kept;
    }
}
