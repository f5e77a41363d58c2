package dev.ringback.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The description of all that is served, put together from one part for each stage: {@code openapi/base.yaml} has what they share.
 * Made once and served as it is.
 */
public final class OpenApi implements Routes {
    private static final String BASE = "openapi/base.yaml";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final JsonObject document;
    private final Buffer bytes;

    private OpenApi(JsonObject document) {
        this.document = document;
        this.bytes = document.toBuffer();
    }

    /** The routes described, and this description's own. Two parts that describe the same are refused: it is a bug. */
    public static OpenApi of(Collection<? extends Routes> routes) {
        JsonObject document = read(BASE);
        Set<String> parts = new LinkedHashSet<>();
        routes.forEach(each -> parts.add(each.description()));
        parts.forEach(part -> merge(document, read(part), part));
        return new OpenApi(document);
    }

    @Override
    public void mount(Api api) {
        api.open("/openapi.json", exchange -> Future.succeededFuture(Answer.of("application/json", bytes)));
    }

    @Override
    public String description() {
        return BASE;
    }

    JsonObject document() {
        return document;
    }

    public Set<Operation> operations() {
        Set<Operation> operations = new LinkedHashSet<>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            for (String name : paths.getJsonObject(path).fieldNames()) {
                if (METHODS.contains(name)) {
                    operations.add(new Operation(HttpMethod.valueOf(name.toUpperCase(Locale.ROOT)), path));
                }
            }
        }
        return operations;
    }

    private static void merge(JsonObject document, JsonObject part, String name) {
        for (String section : List.of("paths", "components")) {
            JsonObject into = document.getJsonObject(section);
            JsonObject from = part.getJsonObject(section, new JsonObject());
            // One stage may read at a path to which another writes.
            for (String kind : from.fieldNames()) {
                if (!into.containsKey(kind)) {
                    into.put(kind, new JsonObject());
                }
                putAll(into.getJsonObject(kind), from.getJsonObject(kind), name);
            }
        }
    }

    private static void putAll(JsonObject into, JsonObject from, String part) {
        for (String key : from.fieldNames()) {
            if (into.containsKey(key)) {
                throw new IllegalStateException(part + " describes " + key + ", which is described already");
            }
            into.put(key, from.getValue(key));
        }
    }

    private static JsonObject read(String resource) {
        ObjectMapper mapper = new YAMLMapper();
        try (InputStream in = OpenApi.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + resource);
            }
            return new JsonObject(mapper.readValue(in, new TypeReference<Map<String, Object>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("the description " + resource, e);
        }
    }
}
