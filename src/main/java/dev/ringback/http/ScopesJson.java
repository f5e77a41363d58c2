package dev.ringback.http;

import dev.ringback.domain.Scope;
import io.vertx.core.json.JsonArray;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The {@code scopes} of a key or a user: an array of their names. */
public final class ScopesJson {
    private static final String FIELD = "scopes";
    private static final int NAME_MAX = 40;

    private ScopesJson() {}

    /** What is named; each name that is none is refused at its place. Whether too few are named is for whoever asks. */
    public static Set<Scope> read(JsonFields fields) {
        List<String> names = fields.texts(FIELD, Scope.values().length, NAME_MAX);
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (int i = 0; i < names.size(); i++) {
            var scope = Scope.parse(names.get(i));
            if (scope.isEmpty()) {
                fields.refuse(FIELD + "/" + i, "must be one of " + known());
            }
            scope.ifPresent(scopes::add);
        }
        return scopes;
    }

    public static String known() {
        return String.join(", ", Arrays.stream(Scope.values()).map(Scope::text).toList());
    }

    /** In the order of what they allow. */
    public static JsonArray of(Set<Scope> scopes) {
        return new JsonArray(scopes.stream().sorted().map(Scope::text).toList());
    }
}
