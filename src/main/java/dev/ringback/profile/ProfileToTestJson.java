package dev.ringback.profile;

import dev.ringback.audit.Action;
import dev.ringback.audit.Author;
import dev.ringback.audit.Change;
import dev.ringback.audit.ChangeId;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.Profile;
import dev.ringback.domain.Profile.Stamp;
import dev.ringback.domain.Profile.Status;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.SigningSecret;
import dev.ringback.domain.template.Origin;
import dev.ringback.http.FieldError;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Profiles for a Test, compiled: one that is saved, or one that is not, which is held to all rules but needs no title yet. Nothing is kept. */
public final class ProfileToTestJson {
    private static final String UNTITLED = "Untitled";

    private final EditProfiles edit;
    private final CheckProfile check;
    private final CompileProfile compile = new CompileProfile();
    private final EditProfiles.Node node;

    public ProfileToTestJson(EditProfiles edit, CheckProfile check, EditProfiles.Node node) {
        this.edit = edit;
        this.check = check;
        this.node = node;
    }

    public Future<CompiledProfile> saved(AccountId account, ProfileId id) {
        return edit.read(account, id).map(this::ready);
    }

    /**
     * {@code sent} has the profile's fields. With the {@code id} of a saved profile it is that one with the changes in {@code sent}: then masks
     * stand for its secrets, and it is signed with its own. {@code more} are faults found beside it, told together with its own.
     */
    public Future<CompiledProfile> unsaved(AccountId account, JsonObject sent, List<FieldError> more) {
        if (sent.getValue("id") == null) {
            JsonObject titled = sent.copy();
            titled.remove("id");
            if (titled.getValue("title") == null) {
                titled.put("title", UNTITLED);
            }
            Draft draft = checked(ProfileJson.draft(titled), more);
            return Future.succeededFuture(ready(fresh(account, draft)));
        }
        ProfileId id = Optional.of(sent.getValue("id"))
                .map(String::valueOf)
                .flatMap(ProfileId::parse)
                .orElseThrow(() -> Problem.invalid("/id", "id must be that of a saved profile, or be left out.")
                        .exception());
        return edit.read(account, id).map(current -> {
            Draft draft = checked(ProfileJson.patched(current, sent), more);
            Profile old = current.profile();
            return ready(new KeptProfile(
                    new Profile(id, account, draft.spec(), old.status(), signing(old.secret()), old.stamp()),
                    current.former(),
                    current.fault()));
        });
    }

    /**
     * A Test of a saved profile with another URL sends its secrets to a place that the profile does not name: the change to be told of that,
     * if so. Whoever may test it may as well save it so, which would be told too.
     */
    public Future<Optional<Change>> elsewhere(Author by, CompiledProfile unsaved) {
        return edit.read(by.account(), unsaved.id()).map(kept -> {
            CompiledProfile saved = compile.ready(kept);
            JsonArray fields = new JsonArray();
            addMoved(
                    "url",
                    Optional.of(saved.template().origin()),
                    Optional.of(unsaved.template().origin()),
                    fields);
            addMoved("auth", tokenServer(saved), tokenServer(unsaved), fields);
            Instant now = node.clock().instant().truncatedTo(ChronoUnit.MICROS);
            return fields.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Change(
                            new ChangeId(node.ids().uuid()),
                            now,
                            by,
                            Action.PROFILE_TESTED_ELSEWHERE,
                            fields.encode()));
        });
    }

    private static Optional<Origin> tokenServer(CompiledProfile profile) {
        return profile.access().token().map(token -> token.request().origin());
    }

    private static void addMoved(String field, Optional<Origin> before, Optional<Origin> after, JsonArray fields) {
        if (after.isPresent() && !after.equals(before)) {
            fields.add(new JsonObject()
                    .put("field", field)
                    .put("before", before.map(Origin::toString).orElse(null))
                    .put("after", after.get().toString()));
        }
    }

    /** What may be a mistake in it. */
    public List<FieldError> warnings(CompiledProfile profile) {
        return check.warnings(profile.kept().profile().spec(), node.clock().instant());
    }

    private Draft checked(Draft draft, List<FieldError> more) {
        List<FieldError> all = new ArrayList<>(draft.faults());
        all.addAll(more);
        Draft both = new Draft(draft.spec(), all);
        check.refuseFaults(both);
        return both;
    }

    private KeptProfile fresh(AccountId account, Draft draft) {
        Instant now = node.clock().instant();
        return KeptProfile.of(new Profile(
                new ProfileId(node.ids().uuid()),
                account,
                draft.spec(),
                Status.activeSince(now),
                secret(),
                new Stamp(now, now, 1)));
    }

    /** Of one without a private key, which the profile would get when it is saved. */
    private SigningSecret signing(SigningSecret saved) {
        return saved.hasSeed() ? saved : saved.withSeed(seed());
    }

    private SigningSecret secret() {
        return new SigningSecret(seed(), seed());
    }

    private byte[] seed() {
        return node.secrets().bytes(SigningSecret.BYTES);
    }

    private CompiledProfile ready(KeptProfile kept) {
        CompiledProfile compiled = compile.ready(kept);
        compiled.kept().fault().ifPresent(fault -> {
            throw Problem.of(ProblemType.CONFLICT, "The profile cannot be tested here: " + fault)
                    .exception();
        });
        return compiled;
    }
}
