package dev.ringback.profile;

import dev.ringback.domain.BodySpec;
import dev.ringback.domain.BodyType;
import dev.ringback.domain.Durations;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileSpec.Delivery;
import dev.ringback.domain.ProfileSpec.Request;
import dev.ringback.domain.QueryParameter;
import dev.ringback.domain.RateLimit;
import dev.ringback.domain.RetrySchedule;
import dev.ringback.domain.SuccessRule;
import dev.ringback.profile.FieldsJson.Element;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads what a user says of a profile. Each field is checked by itself here; what needs the catalogue, the templates or the network is
 * {@link CheckProfile}'s. Reads the stored form too, so a stored spec with a field of a newer version is refused like a user's.
 */
final class ProfileSpecJson {
    /** Stands for a secret in answers; sent back it means: keep what is stored. */
    static final String MASK = "••••";

    static final String[] FIELDS = {
        "title", "channel", "events", "method", "url", "headers", "query", "body", "auth", "encryption", "signature",
        "response", "retry", "success", "timeout", "max_in_flight", "rate_limit", "record"
    };

    private static final Pattern TITLE = Pattern.compile("[\\p{L}\\p{M}\\p{Nd} _-]*[\\p{L}\\p{Nd}][\\p{L}\\p{M}\\p{Nd} _-]*");
    private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,6})/([smh])");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");
    private static final int WAITS_MAX = 30;
    private static final Duration WAIT_MAX = Duration.ofHours(24);
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(100);
    private static final Duration TIMEOUT_MAX = Duration.ofSeconds(60);

    private ProfileSpecJson() {}

    /** Complete only when {@code fields} has no faults afterwards. {@code stored} are the headers that a mask may stand for. */
    static ProfileSpec read(FieldsJson fields, List<Header> stored) {
        fields.object("auth").ifPresent(ProfileSpecJson::readAuth);
        fields.object("encryption").ifPresent(part -> refuseIfTrue(part, "enabled", "encryption is not there yet; expected false"));
        fields.object("response").ifPresent(part -> refuseIfTrue(part, "required", "checking answers is not there yet; expected false"));
        return new ProfileSpec(
                title(fields),
                required(fields, "channel", 100),
                events(fields),
                new Request(method(fields), required(fields, "url", 4096), headers(fields, stored), query(fields), body(fields), signed(fields)),
                delivery(fields));
    }

    private static String title(FieldsJson fields) {
        String title = required(fields, "title", 400);
        if (!title.isEmpty()) {
            int length = title.codePointCount(0, title.length());
            if (length < 3 || length > 100) {
                fields.fault("title", "expected 3 to 100 characters");
            } else if (!TITLE.matcher(title).matches()) {
                fields.fault("title", "expected letters, digits, spaces, hyphens and underscores only");
            }
        }
        return title;
    }

    private static String required(FieldsJson fields, String name, int charsMax) {
        if (!fields.has(name)) {
            fields.fault(name, "is required");
        }
        return fields.text(name, charsMax)
                .filter(text -> {
                    if (text.isEmpty()) {
                        fields.fault(name, "must not be empty");
                    }
                    return true;
                })
                .orElse("");
    }

    private static List<String> events(FieldsJson fields) {
        Set<String> seen = new HashSet<>();
        return fields.texts("events", 100, "", event -> new Element<>(event, seen.add(event) ? Optional.empty() : Optional.of("is named twice")))
                .orElse(List.of());
    }

    private static Method method(FieldsJson fields) {
        String word = required(fields, "method", 20);
        Optional<Method> method = Arrays.stream(Method.values()).filter(m -> m.name().equals(word)).findFirst();
        if (method.isEmpty() && !word.isEmpty()) {
            fields.fault("method", "expected GET, POST, PUT or DELETE");
        }
        return method.orElse(Method.POST);
    }

    private static List<Header> headers(FieldsJson fields, List<Header> stored) {
        Set<String> seen = new HashSet<>();
        return fields.objects("headers", 50, header -> {
                    header.only("name", "value", "secret");
                    String name = required(header, "name", 200);
                    if (!name.isEmpty() && !HEADER_NAME.matcher(name).matches()) {
                        header.fault("name", "is not the name of a header");
                    } else if (!name.isEmpty() && !seen.add(name.toLowerCase(java.util.Locale.ROOT))) {
                        header.fault("name", "is named twice");
                    }
                    if (!header.has("value")) {
                        header.fault("value", "is required");
                    }
                    Optional<Boolean> secret = header.flag("secret");
                    String value = header.text("value", 8192).orElse("");
                    return value.equals(MASK)
                            ? unmask(header, name, secret.orElse(true), stored)
                            : new Header(name, value, secret.orElse(false));
                })
                .orElse(List.of());
    }

    private static Header unmask(FieldsJson header, String name, boolean secret, List<Header> stored) {
        Optional<Header> kept =
                stored.stream().filter(old -> old.secret() && old.name().equalsIgnoreCase(name)).findFirst();
        if (kept.isEmpty()) {
            header.fault("value", "is a mask, but no secret is stored for this header; send the value itself");
        } else if (!secret) {
            header.fault("value", "is a mask; send the value itself to make it readable");
        }
        return new Header(name, kept.map(Header::value).orElse(""), true);
    }

    private static List<QueryParameter> query(FieldsJson fields) {
        return fields.objects("query", 50, parameter -> {
                    parameter.only("name", "value");
                    if (!parameter.has("value")) {
                        parameter.fault("value", "is required");
                    }
                    String name = required(parameter, "name", 1024);
                    return new QueryParameter(name, parameter.text("value", 8192).orElse(""));
                })
                .orElse(List.of());
    }

    private static Optional<BodySpec> body(FieldsJson fields) {
        return fields.object("body").flatMap(body -> {
            body.only("type", "template");
            String word = required(body, "type", 20);
            Optional<BodyType> type = Arrays.stream(BodyType.values()).filter(t -> t.word().equals(word)).findFirst();
            if (type.isEmpty() && !word.isEmpty()) {
                String known = Arrays.stream(BodyType.values()).map(BodyType::word).collect(Collectors.joining(" or "));
                body.fault("type", "expected " + known);
            }
            if (!body.has("template")) {
                body.fault("template", "is required");
            }
            return body.text("template", 256 * 1024).flatMap(template -> type.map(t -> new BodySpec(t, template)));
        });
    }

    private static boolean signed(FieldsJson fields) {
        return fields.object("signature")
                .flatMap(signature -> {
                    signature.only("enabled");
                    return signature.flag("enabled");
                })
                .orElse(true);
    }

    private static void readAuth(FieldsJson auth) {
        if (auth.text("type", 20).filter("none"::equals).isPresent()) {
            auth.only("type");
        } else {
            auth.fault("type", "expected none, the only kind there is yet");
        }
    }

    private static void refuseIfTrue(FieldsJson part, String name, String detail) {
        if (part.flag(name).orElse(false)) {
            part.fault(name, detail);
        } else {
            part.only(name);
        }
    }

    private static Delivery delivery(FieldsJson fields) {
        Delivery standard = Delivery.STANDARD;
        return new Delivery(
                retry(fields),
                success(fields),
                duration(fields),
                fields.whole("max_in_flight", 1, 10_000).orElse(standard.maxInFlight()),
                rateLimit(fields),
                keepsAll(fields));
    }

    private static RetrySchedule retry(FieldsJson fields) {
        return fields.object("retry")
                .flatMap(retry -> {
                    retry.only("schedule");
                    return retry.texts("schedule", WAITS_MAX, WAIT_MAX, ProfileSpecJson::wait);
                })
                // Most profiles have it; one list serves them all.
                .map(waits -> waits.equals(RetrySchedule.STANDARD.waits()) ? RetrySchedule.STANDARD : new RetrySchedule(waits))
                .orElse(RetrySchedule.STANDARD);
    }

    private static Element<Duration> wait(String text) {
        return Durations.parse(text)
                .filter(wait -> wait.compareTo(WAIT_MAX) <= 0)
                .map(Element::of)
                .orElse(new Element<>(WAIT_MAX, Optional.of("expected a time of at most 24h, such as \"5s\", \"10m\" or \"2h\"")));
    }

    private static SuccessRule success(FieldsJson fields) {
        return fields.object("success")
                .flatMap(success -> {
                    success.only("http_status");
                    Optional<List<String>> patterns = success.texts("http_status", 50, "", text -> new Element<>(text, SuccessRule.faultOf(text)));
                    if (patterns.filter(List::isEmpty).isPresent()) {
                        success.fault("http_status", "expected at least one status, or nothing could ever be delivered");
                    }
                    return patterns;
                })
                .map(patterns -> patterns.equals(SuccessRule.ANY_2XX.patterns()) ? SuccessRule.ANY_2XX : new SuccessRule(patterns))
                .orElse(SuccessRule.ANY_2XX);
    }

    private static Duration duration(FieldsJson fields) {
        return fields.text("timeout", 20)
                .map(text -> {
                    Optional<Duration> timeout = Durations.parse(text)
                            .filter(time -> time.compareTo(TIMEOUT_MIN) >= 0 && time.compareTo(TIMEOUT_MAX) <= 0);
                    if (timeout.isEmpty()) {
                        fields.fault("timeout", "expected a time from 100ms to 60s, such as \"10s\"");
                    }
                    return timeout.orElse(TIMEOUT_MAX);
                })
                .orElse(Delivery.STANDARD.timeout());
    }

    private static Optional<RateLimit> rateLimit(FieldsJson fields) {
        return fields.text("rate_limit", 20).flatMap(text -> {
            Matcher rate = RATE.matcher(text);
            if (!rate.matches()) {
                fields.fault("rate_limit", "expected null or a rate such as \"100/s\", \"600/m\" or \"5000/h\"");
                return Optional.empty();
            }
            Duration per = Durations.parse("1" + rate.group(2)).orElseThrow();
            return Optional.of(new RateLimit(Integer.parseInt(rate.group(1)), per));
        });
    }

    private static boolean keepsAll(FieldsJson fields) {
        String word = fields.text("record", 20).orElse("failures");
        if (!word.equals("failures") && !word.equals("all")) {
            fields.fault("record", "expected failures or all");
        }
        return word.equals("all");
    }
}
