package dev.ringback.profile;

import dev.ringback.domain.ProfileSpec;
import dev.ringback.http.FieldError;
import java.util.List;

/** What a user wants a profile to be, and what is wrong with it so far. With faults, the spec holds stand-ins where they are. */
record Draft(ProfileSpec spec, List<FieldError> faults) {}
