package dev.ringback.http;

import dev.ringback.domain.Nearest;
import java.util.Collection;

/** How refusals speak: what came is quoted and cut, and a name that was nearly right gets a suggestion. */
final class Words {
    private static final int QUOTED_MAX = 60;

    private Words() {}

    static String quoted(String text) {
        String cut = text.length() <= QUOTED_MAX ? text : text.substring(0, QUOTED_MAX) + "…";
        return "\"" + cut.replaceAll("\\p{Cntrl}", "�") + "\"";
    }

    /** " Did you mean \"title\"?", or nothing when no known name is near. */
    static String suggestion(String name, Collection<String> known) {
        return name.length() > QUOTED_MAX
                ? ""
                : Nearest.of(name, known)
                        .map(near -> " Did you mean \"" + near + "\"?")
                        .orElse("");
    }
}
