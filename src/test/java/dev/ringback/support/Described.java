package dev.ringback.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.http.OpenApi;
import dev.ringback.http.Operation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Set;

/** Checks of a description against what is served. */
public final class Described {
    private Described() {}

    /** Both ways: all that is mounted is described, and all that is described is mounted. */
    public static void same(OpenApi description, Set<Operation> mounted) {
        assertThat(description.operations()).containsExactlyInAnyOrderElementsOf(mounted);
    }

    /** Every {@code $ref} leads to something in the document. */
    public static void whole(JsonObject document) {
        follow(document, document);
    }

    private static void follow(JsonObject document, Object value) {
        if (value instanceof JsonObject object) {
            object.stream().forEach(member -> {
                if (member.getKey().equals("$ref")) {
                    assertThat(find(document, String.valueOf(member.getValue())))
                            .as(String.valueOf(member.getValue()))
                            .isTrue();
                }
                follow(document, object.getValue(member.getKey()));
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(item -> follow(document, item));
        }
    }

    private static boolean find(JsonObject document, String reference) {
        JsonObject at = document;
        String[] names = reference.replace("#/", "").split("/");
        for (String name : Arrays.copyOf(names, names.length - 1)) {
            at = at.getJsonObject(name, new JsonObject());
        }
        return at.containsKey(names[names.length - 1]);
    }
}
