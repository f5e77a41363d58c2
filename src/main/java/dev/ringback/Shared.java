package dev.ringback;

import dev.ringback.account.Means;
import dev.ringback.delivery.Tokens;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Budget;
import dev.ringback.flow.LedgerLine;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Membership;
import dev.ringback.flow.Pauses;
import dev.ringback.flow.Placement;
import dev.ringback.http.BodyBudget;
import dev.ringback.http.Revocations;
import dev.ringback.profile.CompileProfile;
import dev.ringback.profile.CompiledProfile;
import dev.ringback.profile.ProfileStore;
import dev.ringback.profile.Profiles;
import dev.ringback.trial.TestPlaces;

/** What all event loops of the node share. Each is safe for all threads. */
record Shared(
        Licence licence, Membership membership, Flow flow, Placement placement, ProfileSide profiles, Edges edges) {

    /** What the node holds in memory, against what it may. */
    record Flow(Budget budget, LedgerLine line, Pauses pauses) {}

    record ProfileSide(ProfileStore store, Profiles all) {}

    record Edges(BodyBudget bodies, Revocations revocations, TestPlaces tests, Tokens tokens) {}

    static Shared of(Ground ground, Ports ports, int loops) {
        var settings = ground.settings();
        NodeId first = new NodeId(ground.ambient().ids().uuid());
        ProfileStore profileStore = ports.profiles();
        Profiles profiles = new Profiles(
                profileStore, new CompileProfile(), ground.ambient().clock());
        Membership membership = new Membership();
        return new Shared(
                new Licence(first),
                membership,
                new Flow(
                        new Budget(
                                settings.intake().unsettledCallbacksMax(),
                                settings.intake().unsettledBytesMax()),
                        new LedgerLine(settings.intake().unsettledCallbacksMax() / 2),
                        new Pauses()),
                new Placement(loops, membership, id -> profiles.find(id).map(CompiledProfile::delivery)),
                new ProfileSide(profileStore, profiles),
                new Edges(
                        new BodyBudget(settings.http().bodyBudgetBytes()),
                        new Revocations(),
                        new TestPlaces(settings.delivery().tests()),
                        new Tokens()));
    }

    static Means means(Ground ground) {
        return new Means(
                ground.ambient().clock(),
                ground.ambient().ids(),
                ground.ambient().secrets());
    }
}
