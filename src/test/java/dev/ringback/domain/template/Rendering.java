package dev.ringback.domain.template;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.BodySpec;
import dev.ringback.domain.BodyType;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.QueryParameter;
import dev.ringback.domain.Uuid7;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What tests of templates say in one line: profiles of one part each, and callbacks with given data. */
final class Rendering {
    static final String URL = "https://example.com/hook";
    static final Instant ACCEPTED_AT = Instant.parse("2026-11-22T09:30:00.125Z");
    static final CallbackId CALLBACK = new CallbackId(Uuid7.of(ACCEPTED_AT.toEpochMilli(), 1, 2));
    static final ProfileId PROFILE = new ProfileId(Uuid7.of(1, 2, 3));

    private Rendering() {}

    static ProfileSpec.Request url(String url) {
        return new ProfileSpec.Request(Method.GET, url, List.of(), List.of(), Optional.empty());
    }

    static ProfileSpec.Request query(String... namesAndValues) {
        List<QueryParameter> query = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.add(new QueryParameter(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new ProfileSpec.Request(Method.GET, URL, List.of(), query, Optional.empty());
    }

    static ProfileSpec.Request headers(Header... headers) {
        return new ProfileSpec.Request(Method.GET, URL, List.of(headers), List.of(), Optional.empty());
    }

    static ProfileSpec.Request body(BodyType type, String template, Header... headers) {
        return body(Method.POST, type, template, headers);
    }

    static ProfileSpec.Request body(Method method, BodyType type, String template, Header... headers) {
        return new ProfileSpec.Request(
                method, URL, List.of(headers), List.of(), Optional.of(new BodySpec(type, template)));
    }

    static Callback callback(String event, String data) {
        return new Callback(CALLBACK, PROFILE, event, data.getBytes(UTF_8), Instant.MAX);
    }

    static RequestTemplate compile(ProfileSpec.Request request) {
        return RequestTemplate.compile(request).fold(template -> template, errors -> {
            throw new AssertionError(errors);
        });
    }

    static List<TemplateError> errors(ProfileSpec.Request request) {
        return RequestTemplate.compile(request).fold(template -> List.of(), errors -> errors);
    }

    static RenderedRequest render(ProfileSpec.Request request, String data) {
        return rendered(compile(request).render(callback("sms_send", data), 3, new Scratch(1 << 20)));
    }

    static RenderedRequest rendered(Rendered rendered) {
        return rendered.fold(request -> request, unrenderable -> {
            throw new AssertionError(unrenderable.reason());
        });
    }

    static String reason(Rendered rendered) {
        return rendered.fold(request -> "", Unrenderable::reason);
    }

    static String json(String template, String data) {
        return new String(render(body(BodyType.JSON, template), data).body(), UTF_8);
    }

    static String text(String template, String data) {
        return new String(render(body(BodyType.TEXT, template), data).body(), UTF_8);
    }

    static String xml(String template, String data) {
        return new String(render(body(BodyType.XML, template), data).body(), UTF_8);
    }

    static String html(String template, String data) {
        return new String(render(body(BodyType.HTML, template), data).body(), UTF_8);
    }

    static String header(String template, String data) {
        String wire = render(headers(new Header("X-A", template, false)), data)
                .headers()
                .get(0)
                .value();
        return new String(wire.getBytes(ISO_8859_1), UTF_8);
    }
}
