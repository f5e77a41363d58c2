package dev.ringback.profile;

import dev.ringback.audit.Author;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What the HTTP routes do with {@link EditProfiles}, for users in the same process. A change that cannot be made is not made. */
public final class Editing {
    private Editing() {}

    public static void patch(EditProfiles edit, Author by, ProfileId id, ProfileSpec spec) {
        ignored(edit.patch(by, id, Optional.empty(), current -> new Draft(spec, List.of())));
    }

    public static void ignored(Future<?> change) {
        change.onFailure(failure -> {});
    }
}
