package dev.ringback.profile;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Encryption;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.Profile;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.Protection;
import dev.ringback.domain.SecretText;
import dev.ringback.domain.SignatureSpec;
import dev.ringback.domain.SigningSecret;
import dev.ringback.domain.access.Access;
import dev.ringback.domain.cipher.AesAlgorithm;
import dev.ringback.domain.cipher.IvChoice;
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
        return of(
                id,
                new ProfileSpec(
                        "t", "sms", List.of(), request, Protection.SIGNED, access, ProfileSpec.Delivery.STANDARD),
                ProfileState.ACTIVE);
    }

    /** With the standard body, of which all values are encrypted with a nonce. */
    public static CompiledProfile encrypting(ProfileId id, ProfileSpec.Delivery delivery) {
        Encryption encryption = new Encryption.OfValues(
                AesAlgorithm.AES_256_GCM,
                IvChoice.RANDOM,
                new SecretText("0123456789abcdef0123456789abcdef"),
                Optional.empty(),
                List.of());
        ProfileSpec.Request request = new ProfileSpec.Request(
                Method.POST, "http://receiver.example/hook", List.of(), List.of(), Optional.empty());
        return of(
                id,
                new ProfileSpec(
                        "t",
                        "sms",
                        List.of(),
                        request,
                        new Protection(new SignatureSpec(true), encryption),
                        Access.OPEN,
                        delivery),
                ProfileState.ACTIVE);
    }

    private static CompiledProfile of(
            ProfileId id, ProfileSpec.Request request, ProfileSpec.Delivery delivery, ProfileState state) {
        return of(id, new ProfileSpec("t", "sms", List.of(), request, Protection.SIGNED, Access.OPEN, delivery), state);
    }

    private static CompiledProfile of(ProfileId id, ProfileSpec spec, ProfileState state) {
        return new CompileProfile()
                .ready(KeptProfile.of(new Profile(
                        id,
                        AccountId.DEFAULT,
                        spec,
                        new Profile.Status(state, Optional.empty(), TestClock.START),
                        new SigningSecret(new byte[32]),
                        new Profile.Stamp(TestClock.START, TestClock.START, 1))));
    }
}
