package dev.ringback.profile;

import dev.ringback.catalogue.Catalogue;
import dev.ringback.catalogue.Channel;
import dev.ringback.catalogue.Event;
import dev.ringback.catalogue.Variable;
import dev.ringback.domain.Nearest;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.template.RequestTemplate;
import dev.ringback.domain.template.pattern.Mention;
import dev.ringback.domain.template.value.BuiltIn;
import dev.ringback.http.FieldError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Warns of placeholders that no event of the profile has a variable for, and of variables that were taken for elements of HTML. Neither
 * need be wrong: a callback may carry more than the catalogue tells. Where the catalogue tells nothing, all is well.
 */
final class UnknownVariables {
    private final ProfileSpec spec;
    private final Set<String> known;

    private UnknownVariables(ProfileSpec spec, Set<String> known) {
        this.spec = spec;
        this.known = known;
    }

    static List<FieldError> in(ProfileSpec spec, Catalogue catalogue) {
        Set<String> known = catalogue.channel(spec.channel()).map(Channel::events).orElse(List.of()).stream()
                .filter(event -> spec.events().isEmpty() || spec.events().contains(event.id()))
                .map(Event::variables)
                .flatMap(List::stream)
                .map(Variable::name)
                .map(UnknownVariables::numbered)
                .collect(Collectors.toCollection(TreeSet::new));
        if (known.isEmpty()) {
            return List.of();
        }
        return RequestTemplate.mentions(spec.request()).stream()
                .map(new UnknownVariables(spec, known)::warning)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<FieldError> warning(Mention mention) {
        String said = mention.text() + " at character " + mention.character();
        String path = numbered(mention.path());
        if (!mention.isPlaceholder()) {
            return known.contains(path) && !isEnded(path)
                    ? Optional.of(new FieldError(
                            mention.pointer(),
                            said + " is taken for an element of HTML; for the variable write <=" + path + ">"))
                    : Optional.empty();
        } else if (isKnown(path)) {
            return Optional.empty();
        }
        String events = spec.events().isEmpty() ? "the channel " + spec.channel() : String.join(", ", spec.events());
        return Optional.of(new FieldError(
                mention.pointer(),
                said + " is no variable of " + events
                        + Nearest.of(path, known)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("")));
    }

    /** A variable, a part of one, or what holds some. */
    private boolean isKnown(String path) {
        return BuiltIn.words().contains(path)
                || known.stream()
                        .anyMatch(name -> path.equals(name)
                                || Stream.of(".", "[").anyMatch(next -> path.startsWith(name + next))
                                || Stream.of(".", "[").anyMatch(next -> name.startsWith(path + next)));
    }

    private boolean isEnded(String element) {
        return spec.request()
                .body()
                .filter(body -> body.template().toLowerCase(Locale.ROOT).contains("</" + element))
                .isPresent();
    }

    /** The catalogue writes a variable of many parts with {@code [n]}. */
    private static String numbered(String path) {
        return path.replaceAll("\\[\\d+]", "[n]");
    }
}
