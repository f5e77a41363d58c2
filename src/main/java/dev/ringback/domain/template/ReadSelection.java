package dev.ringback.domain.template;

import dev.ringback.domain.Encryption;
import dev.ringback.domain.Nearest;
import dev.ringback.domain.template.pattern.Mention;
import dev.ringback.domain.template.pattern.Placeholder;
import dev.ringback.domain.template.pattern.Selection;
import dev.ringback.domain.template.pattern.TemplateFault;
import dev.ringback.domain.template.value.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads which variables are to be encrypted. One that no template names is an error: it is most likely misspelt, and then its value would
 * go out in the clear.
 */
final class ReadSelection {
    private static final String POINTER = "/encryption/variables/";

    private final List<String> names;
    private final List<TemplateError> errors = new ArrayList<>();
    private final List<List<Step>> paths = new ArrayList<>();
    private final Selection selection;

    ReadSelection(Encryption encryption) {
        names = encryption instanceof Encryption.OfValues values ? values.variables() : List.of();
        for (int i = 0; i < names.size(); i++) {
            paths.add(path(names.get(i), i));
        }
        boolean all = encryption instanceof Encryption.OfValues && names.isEmpty();
        selection = all
                ? Selection.ALL
                : Selection.only(paths.stream().filter(path -> !path.isEmpty()).toList());
    }

    Selection selection() {
        return selection;
    }

    /** What is wrong with the names by themselves. */
    List<TemplateError> errors() {
        return errors;
    }

    /** The names that nothing in the templates has. */
    List<TemplateError> unused(List<Mention> mentions) {
        List<List<Step>> used = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Mention mention : mentions) {
            if (mention.isPlaceholder()) {
                words.add("<" + mention.path() + ">");
                read(words.get(words.size() - 1)).ifPresent(used::add);
            }
        }
        List<TemplateError> unused = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<Step> path = paths.get(i);
            if (!path.isEmpty() && used.stream().noneMatch(other -> Selection.overlap(path, other))) {
                String hint = Nearest.hint(names.get(i), words);
                unused.add(new TemplateError(
                        POINTER + i,
                        names.get(i) + " is no placeholder of this profile" + (hint.isEmpty() ? "" : hint)));
            }
        }
        return unused;
    }

    private List<Step> path(String name, int index) {
        try {
            return read(name).orElseThrow(() -> new TemplateFault("not a placeholder such as <message>", 0));
        } catch (TemplateFault fault) {
            errors.add(new TemplateError(POINTER + index, fault.in(name)));
            return List.of();
        }
    }

    /** A placeholder and nothing else, without formats. */
    private static Optional<List<Step>> read(String name) {
        return name.startsWith("<")
                ? Placeholder.at(name, 0, Placeholder.NO_STOP)
                        .filter(found ->
                                found.to() == name.length() && found.filters().isNone() && !name.startsWith("<="))
                        .map(Placeholder::path)
                : Optional.empty();
    }
}
