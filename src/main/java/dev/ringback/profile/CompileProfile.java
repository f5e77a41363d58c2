package dev.ringback.profile;

import dev.ringback.crypto.BadKey;
import dev.ringback.domain.Method;
import dev.ringback.domain.Profile;
import dev.ringback.domain.Profile.Status;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileSpec.Request;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.template.RequestTemplate;
import dev.ringback.domain.template.TemplateError;
import dev.ringback.http.Result;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a profile ready to use. One that this node cannot use (a newer version wrote it) must not stop the node: it counts as disabled,
 * with words, until it is changed.
 */
public final class CompileProfile {
    private static final Logger LOG = LoggerFactory.getLogger(CompileProfile.class);
    /** Stands where there is none; a disabled profile's is never rendered. */
    private static final RequestTemplate NOWHERE = RequestTemplate.compile(
                    new Request(Method.GET, "https://nowhere.invalid/", List.of(), List.of(), Optional.empty()))
            .fold(template -> template, CompileProfile::impossible);

    CompiledProfile ready(KeptProfile kept) {
        if (kept.fault().isPresent()) {
            return broken(kept, kept.fault().get());
        }
        ProfileSpec spec = kept.profile().spec();
        Result<CompiledAccess> access = CompileAccess.ready(spec.access());
        if (access.refusal().isPresent()) {
            return broken(kept, "it cannot prove who it is: " + access.refusal().get());
        }
        return RequestTemplate.compile(spec.request(), spec.protection().encryption())
                .fold(
                        template -> ready(kept, template, access.value().orElseThrow()),
                        errors -> broken(kept, "its request cannot be made: " + sentence(errors.get(0))));
    }

    private static CompiledProfile ready(KeptProfile kept, RequestTemplate template, CompiledAccess access) {
        try {
            CompiledSuccess success =
                    CompiledSuccess.of(kept.profile().spec().delivery().success());
            return new CompiledProfile(kept, template, success, CompiledProtection.of(kept), access);
        } catch (BadKey bad) {
            return broken(kept, "its key " + bad.fault());
        }
    }

    private static CompiledProfile broken(KeptProfile kept, String fault) {
        LOG.error("profile {} counts as disabled on this node: {}", kept.id(), fault);
        Profile profile = kept.profile();
        Profile disabled = new Profile(
                profile.id(),
                profile.account(),
                profile.spec(),
                new Status(
                        ProfileState.DISABLED,
                        Optional.of(fault),
                        profile.status().since()),
                profile.secret(),
                profile.stamp());
        return new CompiledProfile(
                new KeptProfile(disabled, kept.former(), Optional.of(fault)),
                NOWHERE,
                CompiledSuccess.ANY_2XX,
                CompiledProtection.none(kept),
                CompiledAccess.OPEN);
    }

    private static RequestTemplate impossible(List<TemplateError> errors) {
        throw new AssertionError(sentence(errors.get(0)));
    }

    private static String sentence(TemplateError error) {
        return error.pointer() + " " + error.detail();
    }
}
