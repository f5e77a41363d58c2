package dev.ringback.profile;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.Profile;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.Protection;
import dev.ringback.domain.SigningSecret;
import dev.ringback.domain.access.Access;
import dev.ringback.support.TestClock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Profiles ready to use, for the tests of other stages. */
public final class TestProfiles {
    private TestProfiles() {}

    public static CompiledProfile active(ProfileId id, ProfileSpec.Delivery delivery) {
        return of(id, delivery, ProfileState.ACTIVE);
    }

    /** Its requests have the value of {@code a} in a header, so data with a line break there cannot be rendered. */
    public static CompiledProfile of(ProfileId id, ProfileSpec.Delivery delivery, ProfileState state) {
        ProfileSpec.Request request = new ProfileSpec.Request(
                Method.POST,
                "http://receiver.example/hook",
                List.of(new Header("x-a", "<a>", false)),
                List.of(),
                Optional.empty());
        return of(id, request, delivery, state);
    }

    public static CompiledProfile calling(ProfileSpec.Request request, ProfileSpec.Delivery delivery) {
        return of(new ProfileId(new UUID(0, 1)), request, delivery, ProfileState.ACTIVE);
    }

    /** Proves who sends its callbacks. */
    public static CompiledProfile proving(ProfileId id, ProfileSpec.Request request, Access access) {
        return of(id, request, ProfileSpec.Delivery.STANDARD, ProfileState.ACTIVE, access);
    }

    private static CompiledProfile of(
            ProfileId id, ProfileSpec.Request request, ProfileSpec.Delivery delivery, ProfileState state) {
        return of(id, request, delivery, state, Access.OPEN);
    }

    private static CompiledProfile of(
            ProfileId id,
            ProfileSpec.Request request,
            ProfileSpec.Delivery delivery,
            ProfileState state,
            Access access) {
        return new CompileProfile()
                .ready(KeptProfile.of(new Profile(
                        id,
                        AccountId.DEFAULT,
                        new ProfileSpec("t", "sms", List.of(), request, Protection.SIGNED, access, delivery),
                        new Profile.Status(state, Optional.empty(), TestClock.START),
                        new SigningSecret(new byte[32]),
                        new Profile.Stamp(TestClock.START, TestClock.START, 1))));
    }
}
