package dev.ringback.profile;

import dev.ringback.catalogue.Catalogue;
import dev.ringback.catalogue.Channel;
import dev.ringback.catalogue.Event;
import dev.ringback.config.Settings;
import dev.ringback.domain.Method;
import dev.ringback.domain.Nearest;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileSpec.Request;
import dev.ringback.domain.template.RequestTemplate;
import dev.ringback.domain.template.TemplateError;
import dev.ringback.http.FieldError;
import dev.ringback.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What must be true of a profile when it is saved, beyond its single fields. What is stored already is not judged by it: rules may have
 * become stricter since.
 */
public final class CheckProfile {
    private final Catalogue catalogue;
    private final Settings.Reach reach;
    private final Predicate<String> ownInbox;
    private final Duration retriesMax;
    private final CheckAccess access;

    /**
     * {@code ownInbox} says which URLs may be called whatever their address. A schedule must end while the callback is still kept, for
     * {@code kept} in all.
     */
    public CheckProfile(Catalogue catalogue, Settings.Reach reach, Predicate<String> ownInbox, Duration kept) {
        this.catalogue = catalogue;
        this.reach = reach;
        this.ownInbox = ownInbox;
        this.access = new CheckAccess(this::addressFault, reach.allowUnverifiedTls());
        // Jitter and Retry-After lengthen the waits.
        this.retriesMax = kept.multipliedBy(4).dividedBy(5);
    }

    /** Fails with one problem for everything that is wrong with the draft. */
    void refuseFaults(Draft draft) {
        Set<String> told = draft.faults().stream().map(CheckProfile::field).collect(Collectors.toSet());
        List<FieldError> all = new ArrayList<>(draft.faults());
        // A field that could not be read has a stand-in, of which nothing is true.
        faults(draft.spec()).stream()
                .filter(fault -> !told.contains(field(fault)))
                .forEach(all::add);
        if (!all.isEmpty()) {
            throw Problem.invalid(all).exception();
        }
    }

    /** What may be a mistake, though the profile can be saved. */
    List<FieldError> warnings(ProfileSpec spec, Instant now) {
        List<FieldError> warnings = new ArrayList<>(UnknownVariables.in(spec, catalogue));
        warnings.addAll(CheckProtection.warnings(spec));
        warnings.addAll(CheckAccess.warnings(spec.access().tls(), now));
        return warnings;
    }

    private Optional<String> addressFault(String url) {
        return host(url).flatMap(host -> reach.guard().faultOfHost(host));
    }

    private List<FieldError> faults(ProfileSpec spec) {
        List<FieldError> faults = new ArrayList<>();
        addCatalogueFaults(spec, faults);
        RequestTemplate.compile(spec.request(), spec.protection().encryption())
                .<List<TemplateError>>fold(ready -> List.of(), errors -> errors)
                .forEach(error -> faults.add(new FieldError(error.pointer(), error.detail())));
        faults.addAll(CheckProtection.faults(spec));
        if (!ownInbox.test(spec.request().url())) {
            addressFault(spec.request().url()).ifPresent(fault -> faults.add(new FieldError("/url", fault + ".")));
        }
        faults.addAll(access.faults(spec));
        Duration waits = spec.delivery().retry().waits().stream().reduce(Duration.ZERO, Duration::plus);
        if (waits.compareTo(retriesMax) > 0) {
            faults.add(new FieldError(
                    "/retry/schedule", "The waits must not be longer than " + retriesMax.toDays() + " days in all."));
        }
        return faults;
    }

    private static String sentence(String said, String name, List<String> known) {
        String hint = Nearest.hint(name, known);
        return said + (hint.isEmpty() ? "." : hint);
    }

    private void addCatalogueFaults(ProfileSpec spec, List<FieldError> faults) {
        Optional<Channel> channel = catalogue.channel(spec.channel());
        if (channel.isEmpty()) {
            List<String> known = catalogue.channels().stream().map(Channel::id).toList();
            faults.add(new FieldError(
                    "/channel", sentence("There is no channel " + spec.channel(), spec.channel(), known)));
            return;
        }
        List<String> events = channel.get().events().stream().map(Event::id).toList();
        for (int i = 0; i < spec.events().size(); i++) {
            String event = spec.events().get(i);
            if (!events.contains(event)) {
                faults.add(new FieldError(
                        "/events/" + i,
                        sentence("The channel " + spec.channel() + " has no event " + event, event, events)));
            }
        }
    }

    /** By itself, so that a fault in a header does not hide one in the host. */
    private static Optional<String> host(String url) {
        Request bare = new Request(Method.GET, url, List.of(), List.of(), Optional.empty());
        return RequestTemplate.compile(bare)
                .fold(ready -> Optional.of(ready.origin().host()), errors -> Optional.empty());
    }

    /** The first step of the pointer. */
    private static String field(FieldError fault) {
        int end = fault.pointer().indexOf('/', 1);
        return end < 0 ? fault.pointer() : fault.pointer().substring(0, end);
    }
}
