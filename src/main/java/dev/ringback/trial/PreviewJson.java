package dev.ringback.trial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.delivery.Previewed;
import dev.ringback.domain.Callback;
import dev.ringback.domain.Header;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.template.Located;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.domain.template.RequestTemplate;
import dev.ringback.domain.template.pattern.Mention;
import dev.ringback.http.FieldError;
import dev.ringback.profile.CompiledProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What the API says of a preview: the request as a callback would send it, and where each placeholder's value stands in it, in characters of
 * what is shown. What is masked has no places.
 */
final class PreviewJson {
    private static final int PARTS_MAX = 500;
    private static final int VALUE_MAX = 1000;

    private final CompiledProfile profile;
    private final RenderedRequest request;
    private final JsonObject shown;
    private final List<Mention> placeholders;

    private PreviewJson(CompiledProfile profile, RenderedRequest request, JsonObject shown) {
        this.profile = profile;
        this.request = request;
        this.shown = shown;
        this.placeholders = RequestTemplate.mentions(spec()).stream()
                .filter(Mention::isPlaceholder)
                .toList();
    }

    /** One preview: of what, with what. */
    record Run(
            CompiledProfile profile,
            Callback callback,
            TestDataJson.Source source,
            Previewed previewed,
            List<FieldError> warnings) {}

    static JsonObject of(Run run) {
        Previewed previewed = run.previewed();
        Optional<JsonObject> shown = new ExchangeJson(run.profile(), previewed.request(), Optional.empty()).request();
        JsonArray parts = shown.map(json -> new PreviewJson(
                                run.profile(), previewed.request().orElseThrow(), json)
                        .parts(previewed.parts()))
                .orElseGet(JsonArray::new);
        return new JsonObject()
                .put("request", shown.orElse(null))
                .put("parts", parts)
                .put("error", previewed.fault().isEmpty() ? null : previewed.fault())
                .put(
                        "event",
                        run.callback().event().isEmpty() ? null : run.callback().event())
                .put("data_from", run.source().word())
                .put("data", new JsonObject(new String(run.callback().data(), UTF_8)))
                .put("warnings", TestedJson.warnings(run.warnings()));
    }

    private JsonArray parts(List<Located> located) {
        JsonArray parts = new JsonArray();
        located.stream()
                .filter(part -> part.placeholder() < placeholders.size())
                .flatMap(part -> json(part).stream())
                .limit(PARTS_MAX)
                .forEach(parts::add);
        return parts;
    }

    private Optional<JsonObject> json(Located part) {
        return switch (part.in()) {
            case TARGET -> target(part);
            case HEADER -> header(part);
            case BODY -> body(part);
        };
    }

    private Optional<JsonObject> target(Located part) {
        String pointer = placeholders.get(part.placeholder()).pointer();
        JsonObject json = new JsonObject().put("in", "url");
        if (pointer.startsWith("/query/")) {
            int index = Integer.parseInt(pointer.split("/", -1)[2]);
            json.put("in", "query").put("name", spec().query().get(index).name());
        }
        String origin = request.origin().toString();
        byte[] bytes = (origin + request.target()).getBytes(ISO_8859_1);
        return placed(json, part, origin.length(), bytes, shown.getString("url"));
    }

    private Optional<JsonObject> header(Located part) {
        JsonObject json = new JsonObject().put("in", "header").put("name", part.header());
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(part.header()) && !header.secret())
                .findFirst()
                .flatMap(header -> placed(json, part, 0, header.value().getBytes(ISO_8859_1), shownHeader(header)));
    }

    private String shownHeader(Header header) {
        return shown.getJsonArray("headers").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("name").equalsIgnoreCase(header.name()))
                .findFirst()
                .map(each -> each.getString("value"))
                .orElse("");
    }

    private Optional<JsonObject> body(Located part) {
        return placed(new JsonObject().put("in", "body"), part, 0, request.body(), shown.getString("body"));
    }

    /** Nowhere when it is cut off, or when something before it is masked and the places have moved. */
    private Optional<JsonObject> placed(JsonObject json, Located part, int more, byte[] bytes, String text) {
        int start = new String(bytes, 0, part.from() + more, UTF_8).length();
        String value = new String(bytes, part.from() + more, part.to() - part.from(), UTF_8);
        if (!text.startsWith(value, start)) {
            return Optional.empty();
        }
        return Optional.of(json.put("start", start)
                .put("end", start + value.length())
                .put("placeholder", placeholders.get(part.placeholder()).text())
                .put("value", value.length() > VALUE_MAX ? value.substring(0, VALUE_MAX) + "…" : value));
    }

    private ProfileSpec.Request spec() {
        return profile.kept().profile().spec().request();
    }
}
