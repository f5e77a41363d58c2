package dev.ringback.profile;

import dev.ringback.ambient.Ids;
import dev.ringback.ambient.Secrets;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.Profile;
import dev.ringback.domain.Profile.Stamp;
import dev.ringback.domain.Profile.Status;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.SigningSecret;
import dev.ringback.http.FieldError;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemType;
import dev.ringback.profile.KeptProfile.FormerSecret;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What users do to profiles. Each change is checked, written over the version that was read, and in this node's snapshot before the
 * answer. What cannot be done is a {@link Problem}. One per event loop, for the ids.
 */
public final class EditProfiles {
    private static final Logger LOG = LoggerFactory.getLogger(EditProfiles.class);
    private static final int SECRET_BYTES = 32;
    /** Without If-Match a change that another one overtook is made again on what that left; for ever would be for ever. */
    private static final int TRIES_MAX = 10;

    private final Node node;
    private final ProfileStore store;
    private final Profiles profiles;
    private final CheckProfile check;
    private final Waiting waiting;

    /** What the node lends: its clock, ids and chance. */
    public record Node(InstantSource clock, Ids ids, Secrets secrets) {}

    public EditProfiles(Node node, ProfileStore store, Profiles profiles, CheckProfile check, Waiting waiting) {
        this.node = node;
        this.store = store;
        this.profiles = profiles;
        this.check = check;
        this.waiting = waiting;
    }

    /** For a caller within this process; fails as a request would. */
    public Future<ProfileId> create(AccountId account, ProfileSpec spec) {
        return create(account, new Draft(spec, List.of())).map(KeptProfile::id);
    }

    Future<KeptProfile> create(AccountId account, Draft draft) {
        check.refuseFaults(draft);
        Instant now = now();
        Profile profile = new Profile(
                new ProfileId(node.ids().uuid()),
                account,
                draft.spec(),
                Status.ACTIVE,
                newSecret(),
                new Stamp(now, now, 1));
        KeptProfile made = KeptProfile.of(profile);
        return store.insert(made).map(done -> use(made));
    }

    /** Of what may be a mistake in it. */
    List<FieldError> warnings(KeptProfile kept) {
        return check.warnings(kept.profile().spec());
    }

    public Future<KeptProfile> read(AccountId account, ProfileId id) {
        return store.read(account, id).map(found -> found.orElseThrow(EditProfiles::unknown));
    }

    public Future<KeptProfile> patch(
            AccountId account, ProfileId id, Optional<Long> version, Function<KeptProfile, Draft> patch) {
        return change(account, id, version, current -> {
            Draft draft = patch.apply(current);
            check.refuseFaults(draft);
            Profile old = current.profile();
            return new KeptProfile(
                    new Profile(id, account, draft.spec(), old.status(), old.secret(), old.stamp()),
                    current.former(),
                    Optional.empty());
        });
    }

    public Future<KeptProfile> switchTo(AccountId account, ProfileId id, ProfileState state) {
        return change(account, id, Optional.empty(), current -> {
            Profile old = current.profile();
            Status status = old.status().state() == state ? old.status() : new Status(state, Optional.empty());
            return new KeptProfile(
                    new Profile(id, account, old.spec(), status, old.secret(), old.stamp()),
                    current.former(),
                    Optional.empty());
        });
    }

    /** The secret of before is signed with too for a while, so that the receiver can change over in its own time. */
    public Future<KeptProfile> rotateSecret(AccountId account, ProfileId id) {
        return change(account, id, Optional.empty(), current -> {
            Profile old = current.profile();
            return new KeptProfile(
                    new Profile(id, account, old.spec(), old.status(), newSecret(), old.stamp()),
                    Optional.of(new FormerSecret(old.secret(), now().plus(KeptProfile.ROTATION))),
                    Optional.empty());
        });
    }

    public Future<Void> delete(AccountId account, ProfileId id, Optional<Long> version) {
        return store.delete(account, id, version, now()).compose(deleted -> {
            if (!deleted) {
                return read(account, id).map(there -> {
                    throw overtaken();
                });
            }
            profiles.remove(id);
            return waiting.cancelAll(id).otherwise(fault -> {
                LOG.warn("profile {} is deleted; what waits for it is cancelled as it comes due", id, fault);
                return null;
            });
        });
    }

    private Future<KeptProfile> change(
            AccountId account, ProfileId id, Optional<Long> version, UnaryOperator<KeptProfile> change) {
        return change(account, id, version, change, TRIES_MAX);
    }

    private Future<KeptProfile> change(
            AccountId account, ProfileId id, Optional<Long> version, UnaryOperator<KeptProfile> change, int tries) {
        return read(account, id).compose(current -> {
            if (version.isPresent() && version.get() != current.version()) {
                return Future.failedFuture(overtaken());
            }
            refuseUnreadable(current);
            KeptProfile changed = change.apply(current);
            if (changed.equals(current)) {
                return Future.succeededFuture(current);
            }
            KeptProfile next = stamped(changed);
            return store.replace(next).compose(replaced -> {
                if (replaced) {
                    return Future.succeededFuture(use(next));
                }
                return version.isPresent() || tries <= 1
                        ? Future.failedFuture(overtaken())
                        : change(account, id, version, change, tries - 1);
            });
        });
    }

    private KeptProfile stamped(KeptProfile changed) {
        Profile profile = changed.profile();
        Stamp stamp = new Stamp(profile.stamp().createdAt(), now(), changed.version() + 1);
        return new KeptProfile(
                new Profile(profile.id(), profile.account(), profile.spec(), profile.status(), profile.secret(), stamp),
                changed.former(),
                Optional.empty());
    }

    private KeptProfile use(KeptProfile profile) {
        profiles.replace(profile);
        return profile;
    }

    /** What cannot be read must not be written over: the node that wrote it may be newer and know more. */
    private static void refuseUnreadable(KeptProfile current) {
        if (current.fault().isPresent()) {
            throw Problem.of(
                            ProblemType.CONFLICT,
                            "The profile cannot be changed here: "
                                    + current.fault().get())
                    .exception();
        }
    }

    private SigningSecret newSecret() {
        return new SigningSecret(node.secrets().bytes(SECRET_BYTES));
    }

    /** As exact as the database keeps it, so that the answer to a change and a later read say the same. */
    private Instant now() {
        return node.clock().instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }

    private static RuntimeException unknown() {
        return Problem.notFound("There is no such callback profile.").exception();
    }

    private static RuntimeException overtaken() {
        return Problem.of(
                        ProblemType.PRECONDITION_FAILED,
                        "The profile has another version by now; read it again and repeat the change.")
                .exception();
    }
}
