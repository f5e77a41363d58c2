package dev.ringback.domain.template;

import dev.ringback.domain.BodySpec;
import dev.ringback.domain.BodyType;
import dev.ringback.domain.Encryption;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.QueryParameter;
import dev.ringback.domain.SecretText;
import dev.ringback.domain.cipher.ValueKey;
import dev.ringback.domain.template.markup.MarkupTemplate;
import dev.ringback.domain.template.pattern.Mention;
import dev.ringback.domain.template.pattern.Pattern;
import dev.ringback.domain.template.pattern.Reading;
import dev.ringback.domain.template.pattern.Separator;
import dev.ringback.domain.template.pattern.TemplateFault;
import dev.ringback.domain.template.value.Layout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Compiles one profile's request and gathers what is wrong in it, field by field. Used once. */
final class RequestCompiler {
    /** Bounds what one pass over large data can cost: each of its names is compared with each of the profile's. */
    private static final int PLACEHOLDERS_MAX = 256;

    private static final String CONTENT_TYPE = "content-type";
    private static final java.util.regex.Pattern OTHER_CHARSET =
            java.util.regex.Pattern.compile("(?i);\\s*charset\\s*=\\s*(?!\"?(utf-?8|us-ascii)\\b|\"?<)");
    private final List<TemplateError> errors = new ArrayList<>();
    private final Encryption encryption;
    private final ReadSelection selection;
    private final Reading reading;

    RequestCompiler(Encryption encryption) {
        this.encryption = encryption;
        selection = new ReadSelection(encryption);
        reading = new Reading(selection.selection());
    }

    Compiled compile(ProfileSpec.Request request) {
        Optional<RequestTemplate.Head> head = head(request);
        List<HeaderTemplate> headers =
                headers(request.headers(), request.method().hasBody());
        BodyTemplate body = body(request.method(), request.body());
        if (reading.slots().paths().size() > PLACEHOLDERS_MAX) {
            errors.add(new TemplateError("", "more than " + PLACEHOLDERS_MAX + " different placeholders"));
        }
        errors.addAll(selection.errors());
        if (errors.isEmpty() && !(body instanceof BodyTemplate.StandardEncrypted)) {
            errors.addAll(selection.unused(reading.mentions()));
        }
        if (head.isEmpty() || !errors.isEmpty()) {
            return new Compiled.Refused(errors);
        }
        boolean typed =
                request.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(CONTENT_TYPE));
        if (!typed) {
            body.contentType().ifPresent(type -> headers.add(0, fixed(CONTENT_TYPE, type)));
        }
        return new Compiled.Ready(new RequestTemplate(head.get(), headers, body, Layout.of(reading.slots()), key()));
    }

    private Optional<ValueKey> key() {
        return encryption instanceof Encryption.OfValues values
                ? Optional.of(ValueKey.of(
                        values.algorithm(), values.key().value(), values.iv().map(SecretText::value)))
                : Optional.empty();
    }

    List<Mention> mentions(ProfileSpec.Request request) {
        Compiled unused = compile(request);
        return reading.mentions();
    }

    private Optional<RequestTemplate.Head> head(ProfileSpec.Request request) {
        Pattern.Builder target = new Pattern.Builder();
        Optional<UrlTemplate> url = read("/url", request.url(), () -> new UrlTemplate(request.url(), reading));
        Optional<Origin> origin = url.flatMap(it -> read("/url", request.url(), it::origin));
        Optional<String> separator = url.flatMap(it -> read("/url", request.url(), () -> it.writeTarget(target)));
        query(request.query(), separator.orElse("?"), target);
        return origin.map(it -> new RequestTemplate.Head(request.method(), it, target.build()));
    }

    private void query(List<QueryParameter> parameters, String separator, Pattern.Builder target) {
        String before = separator;
        boolean afterSeries = false;
        for (int i = 0; i < parameters.size(); i++) {
            QueryParameter parameter = parameters.get(i);
            String pointer = "/query/" + i;
            if (parameter.name().isEmpty()) {
                errors.add(new TemplateError(pointer + "/name", "a query parameter needs a name"));
            }
            if (afterSeries) {
                target.separator(Separator.QUERY);
            } else {
                target.literal(before);
            }
            before = "&";
            afterSeries = read(pointer + "/value", parameter.value(), () -> parameter(parameter, target))
                    .orElse(false);
        }
    }

    /** Whether it became one for each element of a list. */
    private boolean parameter(QueryParameter parameter, Pattern.Builder target) {
        if (TextTemplate.isSeries(parameter.value())) {
            target.dropSeparator('&');
            TextTemplate.series(parameter.name(), parameter.value(), reading, target);
            return true;
        }
        target.literal(UrlText.percent(parameter.name()));
        target.literal("=");
        TextTemplate.query(parameter.value(), reading, target);
        return false;
    }

    private List<HeaderTemplate> headers(List<Header> headers, boolean hasBody) {
        List<HeaderTemplate> compiled = new ArrayList<>(headers.size() + 1);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            String name = header.name().toLowerCase(Locale.ROOT);
            String pointer = "/headers/" + i;
            HeaderName.faultOf(name)
                    .or(() -> seen.add(name) ? Optional.empty() : Optional.of("this header is given twice"))
                    .ifPresent(fault -> errors.add(new TemplateError(pointer + "/name", fault)));
            if (name.equals(CONTENT_TYPE)
                    && hasBody
                    && OTHER_CHARSET.matcher(header.value()).find()) {
                errors.add(new TemplateError(pointer + "/value", "bodies are sent in UTF-8; leave the charset out"));
            }
            read(pointer + "/value", header.value(), () -> TextTemplate.header(header.value(), reading))
                    .ifPresent(pattern -> compiled.add(new HeaderTemplate(header, pattern)));
        }
        return compiled;
    }

    private BodyTemplate body(Method method, Optional<BodySpec> spec) {
        if (spec.isEmpty()) {
            return method.hasBody() ? standard() : BodyTemplate.NONE;
        }
        BodyType type = spec.get().type();
        String template = spec.get().template();
        if (!method.hasBody()) {
            errors.add(new TemplateError(
                    "/body", method + " requests have no body; put the values into query or headers, or use POST"));
            return BodyTemplate.NONE;
        } else if (method == Method.PUT && type != BodyType.JSON) {
            errors.add(new TemplateError("/body/type", "PUT takes json; for " + type.word() + " use POST"));
        }
        return read("/body/template", template, () -> pattern(type, template))
                .<BodyTemplate>map(pattern -> new BodyTemplate.Own(type, pattern))
                .orElse(BodyTemplate.NONE);
    }

    private BodyTemplate standard() {
        return encryption instanceof Encryption.OfValues
                ? new BodyTemplate.StandardEncrypted(selection.selection())
                : BodyTemplate.STANDARD;
    }

    private Pattern pattern(BodyType type, String template) {
        return switch (type) {
            case JSON -> JsonTemplate.body(template, reading);
            case XML -> MarkupTemplate.xml(template, reading);
            case HTML -> MarkupTemplate.html(template, reading);
            case TEXT -> TextTemplate.body(template, reading);
        };
    }

    private HeaderTemplate fixed(String name, String value) {
        return new HeaderTemplate(new Header(name, value, false), TextTemplate.header(value, reading));
    }

    private <T> Optional<T> read(String pointer, String template, Supplier<T> field) {
        reading.field(pointer);
        try {
            return Optional.of(field.get());
        } catch (TemplateFault fault) {
            errors.add(new TemplateError(pointer, fault.in(template)));
            return Optional.empty();
        }
    }
}
