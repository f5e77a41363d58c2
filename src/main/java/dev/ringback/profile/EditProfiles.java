package dev.ringback.profile;

import dev.ringback.ambient.Ids;
import dev.ringback.ambient.Secrets;
import dev.ringback.audit.Action;
import dev.ringback.audit.Author;
import dev.ringback.audit.Change;
import dev.ringback.audit.ChangeId;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.Profile;
import dev.ringback.domain.Profile.Stamp;
import dev.ringback.domain.Profile.Status;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.SignatureSpec.Scheme;
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
    public Future<ProfileId> create(Author by, ProfileSpec spec) {
        return create(by, new Draft(spec, List.of())).map(KeptProfile::id);
    }

    Future<KeptProfile> create(Author by, Draft draft) {
        check.refuseFaults(draft);
        KeptProfile made = made(by, draft.spec(), Status.activeSince(now()));
        return store.insert(made, told(by, Action.PROFILE_CREATED, ChangesJson.created(made)))
                .map(done -> use(made));
    }

    /**
     * The copy has the settings and the secrets of the headers, and a signing secret of its own. It is disabled, lest a receiver get each
     * event twice before anybody has looked at the copy.
     */
    Future<KeptProfile> duplicate(Author by, ProfileId id, Optional<String> title) {
        return read(by.account(), id).compose(original -> {
            refuseUnreadable(original);
            ProfileSpec spec = original.profile().spec();
            Draft draft = new Draft(spec.withTitle(title.orElseGet(() -> CopyTitle.of(spec.title()))), List.of());
            check.refuseFaults(draft);
            Optional<String> reason = Optional.of("It is a copy of " + id + "; enable it when it is ready.");
            KeptProfile made = made(by, draft.spec(), new Status(ProfileState.DISABLED, reason, now()));
            return store.insert(made, told(by, Action.PROFILE_DUPLICATED, ChangesJson.duplicated(id, made)))
                    .map(done -> use(made));
        });
    }

    private KeptProfile made(Author by, ProfileSpec spec, Status status) {
        Instant now = status.since();
        return KeptProfile.of(new Profile(
                new ProfileId(node.ids().uuid()), by.account(), spec, status, newSecret(), new Stamp(now, now, 1)));
    }

    /** Of what may be a mistake in it. */
    List<FieldError> warnings(KeptProfile kept) {
        return check.warnings(kept.profile().spec(), now());
    }

    public Future<KeptProfile> read(AccountId account, ProfileId id) {
        return store.read(account, id).map(found -> found.orElseThrow(EditProfiles::unknown));
    }

    public Future<KeptProfile> patch(
            Author by, ProfileId id, Optional<Long> version, Function<KeptProfile, Draft> patch) {
        return change(new Wish(by, Action.PROFILE_CHANGED, id, version), current -> {
            Draft draft = patch.apply(current);
            check.refuseFaults(draft);
            Profile old = current.profile();
            return new KeptProfile(
                    new Profile(
                            id,
                            old.account(),
                            draft.spec(),
                            old.status(),
                            fitting(draft.spec(), old.secret()),
                            old.stamp()),
                    current.former(),
                    Optional.empty());
        });
    }

    public Future<KeptProfile> switchTo(Author by, ProfileId id, ProfileState state) {
        Action action = state == ProfileState.ACTIVE ? Action.PROFILE_ENABLED : Action.PROFILE_DISABLED;
        return change(new Wish(by, action, id, Optional.empty()), current -> {
            Profile old = current.profile();
            Status status = old.status().state() == state ? old.status() : new Status(state, Optional.empty(), now());
            return new KeptProfile(
                    new Profile(id, old.account(), old.spec(), status, old.secret(), old.stamp()),
                    current.former(),
                    Optional.empty());
        });
    }

    /** The secret of before is signed with too for a while, so that the receiver can change over in its own time. */
    public Future<KeptProfile> rotateSecret(Author by, ProfileId id) {
        return change(new Wish(by, Action.PROFILE_SECRET_ROTATED, id, Optional.empty()), current -> {
            Profile old = current.profile();
            return new KeptProfile(
                    new Profile(id, old.account(), old.spec(), old.status(), newSecret(), old.stamp()),
                    Optional.of(new FormerSecret(old.secret(), now().plus(KeptProfile.ROTATION))),
                    Optional.empty());
        });
    }

    public Future<Void> delete(Author by, ProfileId id, Optional<Long> version) {
        Change change = told(by, Action.PROFILE_DELETED, Change.NO_FIELDS);
        return store.delete(by.account(), id, version, change).compose(deleted -> {
            if (!deleted) {
                return read(by.account(), id).map(there -> {
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

    /** Who wants what done to which profile, and to which version of it, if that matters. */
    private record Wish(Author by, Action action, ProfileId id, Optional<Long> version) {}

    private Future<KeptProfile> change(Wish wish, UnaryOperator<KeptProfile> change) {
        return change(wish, change, TRIES_MAX);
    }

    private Future<KeptProfile> change(Wish wish, UnaryOperator<KeptProfile> change, int tries) {
        Optional<Long> version = wish.version();
        return read(wish.by().account(), wish.id()).compose(current -> {
            if (version.isPresent() && version.get() != current.version()) {
                return Future.failedFuture(overtaken());
            }
            refuseUnreadable(current);
            KeptProfile changed = change.apply(current);
            if (changed.equals(current)) {
                return Future.succeededFuture(current);
            }
            KeptProfile next = stamped(changed);
            Change told = told(wish.by(), wish.action(), ChangesJson.changed(current, next));
            return store.replace(next, told).compose(replaced -> {
                if (replaced) {
                    return Future.succeededFuture(use(next));
                }
                return version.isPresent() || tries <= 1
                        ? Future.failedFuture(overtaken())
                        : change(wish, change, tries - 1);
            });
        });
    }

    private Change told(Author by, Action action, String fields) {
        return new Change(new ChangeId(node.ids().uuid()), now(), by, action, fields);
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
        return new SigningSecret(node.secrets().bytes(SigningSecret.BYTES), newSeed());
    }

    private byte[] newSeed() {
        return node.secrets().bytes(SigningSecret.BYTES);
    }

    /** A profile of before there were private keys gets one when it needs it. */
    private SigningSecret fitting(ProfileSpec spec, SigningSecret secret) {
        return !secret.hasSeed() && spec.protection().signature().has(Scheme.V1A) ? secret.withSeed(newSeed()) : secret;
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
