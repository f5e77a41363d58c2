package dev.ringback.replay;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Method;
import dev.ringback.domain.Profile;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.Protection;
import dev.ringback.domain.SigningSecret;
import dev.ringback.domain.access.Access;
import dev.ringback.profile.KeptProfile;
import dev.ringback.support.TestClock;
import java.util.List;
import java.util.Optional;

/** Profiles as a store would give them: one active, one disabled, no others. */
final class SomeProfiles {
    private SomeProfiles() {}

    static Optional<KeptProfile> find(ProfileId wanted, ProfileId active, ProfileId disabled) {
        if (!wanted.equals(active) && !wanted.equals(disabled)) {
            return Optional.empty();
        }
        ProfileState state = wanted.equals(active) ? ProfileState.ACTIVE : ProfileState.DISABLED;
        ProfileSpec.Request request = new ProfileSpec.Request(
                Method.POST, "http://receiver.example/hook", List.of(), List.of(), Optional.empty());
        return Optional.of(KeptProfile.of(new Profile(
                wanted,
                AccountId.DEFAULT,
                new ProfileSpec(
                        "Some profile",
                        "sms",
                        List.of(),
                        request,
                        Protection.SIGNED,
                        Access.OPEN,
                        ProfileSpec.Delivery.STANDARD),
                new Profile.Status(state, Optional.empty(), TestClock.START),
                new SigningSecret(new byte[32]),
                new Profile.Stamp(TestClock.START, TestClock.START, 1))));
    }
}
