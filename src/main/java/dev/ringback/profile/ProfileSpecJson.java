package dev.ringback.profile;

import dev.ringback.catalogue.Channel;
import dev.ringback.domain.AnswerRule;
import dev.ringback.domain.BodySpec;
import dev.ringback.domain.BodyType;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileSpec.Delivery;
import dev.ringback.domain.ProfileSpec.Request;
import dev.ringback.domain.Protection;
import dev.ringback.domain.QueryParameter;
import dev.ringback.domain.RateLimit;
import dev.ringback.domain.RetrySchedule;
import dev.ringback.domain.SuccessRule;
import dev.ringback.domain.access.Access;
import dev.ringback.domain.access.JsonPath;
import dev.ringback.http.DurationText;
import dev.ringback.http.JsonFields;
import dev.ringback.http.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a user says of a profile; what is missing or null gets its default. Each field is looked at by itself: what needs the
 * catalogue, the templates or the network is {@link CheckProfile}'s. The stored form is read by it too, so what a newer version wrote is
 * refused like a user's mistake.
 */
final class ProfileSpecJson {
    private static final Pattern TITLE =
            Pattern.compile("[\\p{L}\\p{M}\\p{Nd} _-]*[\\p{L}\\p{Nd}][\\p{L}\\p{M}\\p{Nd} _-]*");
    private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,6})/([smh])");
    private static final int URL_MAX = 4096;
    private static final int LIST_MAX = 50;
    private static final int VALUE_MAX = 8192;
    private static final int TEMPLATE_MAX = 256 * 1024;
    private static final int WAITS_MAX = 30;
    private static final int ANSWER_FIELDS_MAX = 20;
    private static final Duration WAIT_MIN = Duration.ofMillis(1);
    private static final Duration WAIT_MAX = Duration.ofHours(24);
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(100);
    private static final Duration TIMEOUT_MAX = Duration.ofSeconds(60);
    private static final Map<String, Method> METHODS = new LinkedHashMap<>();
    private static final Map<String, BodyType> BODY_TYPES = new LinkedHashMap<>();
    private static final Map<String, Duration> RATE_UNITS =
            Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

    static {
        for (Method method : Method.values()) {
            METHODS.put(method.name(), method);
        }
        for (BodyType type : BodyType.values()) {
            BODY_TYPES.put(type.word(), type);
        }
    }

    private ProfileSpecJson() {}

    /** To be used only when {@code fields} has no errors afterwards. */
    static ProfileSpec read(JsonFields fields) {
        String title = title(fields);
        String channel = fields.optionalText("channel", 1, 100).orElse(Channel.DEFAULT);
        List<String> events = unique(fields, "events", fields.texts("events", 100, 100));
        Request request = new Request(
                fields.required("method", fields.choice("method", METHODS)).orElse(Method.POST),
                storable(fields, "url", fields.text("url", 1, URL_MAX)),
                headers(fields),
                query(fields),
                fields.object("body").flatMap(ProfileSpecJson::body));
        Protection protection = new Protection(SignatureJson.read(fields), EncryptionJson.read(fields));
        Access access = new Access(AuthJson.read(fields), TlsJson.read(fields));
        return new ProfileSpec(title, channel, events, request, protection, access, delivery(fields));
    }

    private static String title(JsonFields fields) {
        return fields.required("title", optionalTitle(fields)).orElse("");
    }

    static Optional<String> optionalTitle(JsonFields fields) {
        Optional<String> title = fields.optionalText("title", 3, 100);
        if (title.isPresent() && !TITLE.matcher(title.get()).matches()) {
            fields.refuse(
                    "title",
                    "may have letters, digits, spaces, hyphens and underscores only, and not just the last three");
        }
        return title;
    }

    private static List<String> unique(JsonFields fields, String name, List<String> texts) {
        Set<String> seen = new HashSet<>();
        for (String text : texts) {
            if (!seen.add(text)) {
                fields.refuse(name, "must not name " + text + " twice");
            }
        }
        return texts;
    }

    private static List<Header> headers(JsonFields fields) {
        return fields.objects("headers", LIST_MAX).stream()
                .map(header -> MaskableFieldJson.read(header, 0, VALUE_MAX).header())
                .toList();
    }

    private static List<QueryParameter> query(JsonFields fields) {
        return fields.objects("query", LIST_MAX).stream()
                .map(parameter -> new QueryParameter(
                        storable(parameter, "name", parameter.text("name", 1, 1000)),
                        storable(parameter, "value", parameter.text("value", 0, VALUE_MAX))))
                .toList();
    }

    private static Optional<BodySpec> body(JsonFields body) {
        String template = storable(body, "template", body.text("template", 0, TEMPLATE_MAX));
        return body.required("type", body.choice("type", BODY_TYPES)).map(type -> new BodySpec(type, template));
    }

    /** Where no answer is required, the rest is forgotten. */
    private static AnswerRule answer(JsonFields response) {
        List<String> places = unique(response, "fields", response.texts("fields", ANSWER_FIELDS_MAX, 200));
        for (int i = 0; i < places.size(); i++) {
            if (JsonPath.parse(places.get(i)).isEmpty()) {
                response.refuse("fields/" + i, "must be a place in JSON such as reply.text or messages[0].text");
            }
        }
        return response.flag("required", false) ? new AnswerRule(true, places) : AnswerRule.NONE;
    }

    private static Delivery delivery(JsonFields fields) {
        Delivery standard = Delivery.STANDARD;
        return new Delivery(
                fields.object("retry").map(ProfileSpecJson::retry).orElse(standard.retry()),
                fields.object("success")
                        .map(ProfileSpecJson::success)
                        .orElse(standard.success())
                        .requiring(fields.object("response")
                                .map(ProfileSpecJson::answer)
                                .orElse(AnswerRule.NONE)),
                fields.duration("timeout", TIMEOUT_MIN, TIMEOUT_MAX, standard.timeout()),
                fields.integer("max_in_flight", 1, 10_000, standard.maxInFlight()),
                fields.parsed("rate_limit", "null or a rate such as \"100/s\"", ProfileSpecJson::rate),
                fields.choice("record", Map.of("failures", false, "all", true)).orElse(standard.keepsAll()));
    }

    private static RetrySchedule retry(JsonFields retry) {
        if (!retry.has("schedule") || retry.isNull("schedule")) {
            return RetrySchedule.STANDARD;
        }
        List<Duration> waits = new ArrayList<>();
        List<String> texts = retry.texts("schedule", WAITS_MAX, 20);
        for (int i = 0; i < texts.size(); i++) {
            Result<Duration> wait = DurationText.parse(texts.get(i), WAIT_MIN, WAIT_MAX);
            String place = "schedule/" + i;
            wait.refusal().ifPresent(refusal -> retry.refuse(place, refusal));
            wait.value().ifPresent(waits::add);
        }
        // Most profiles have it, and one list serves them all.
        return waits.equals(RetrySchedule.STANDARD.waits()) ? RetrySchedule.STANDARD : new RetrySchedule(waits);
    }

    private static SuccessRule success(JsonFields success) {
        if (!success.has("http_status") || success.isNull("http_status")) {
            return SuccessRule.ANY_2XX;
        }
        List<String> patterns = success.texts("http_status", LIST_MAX, 20);
        if (patterns.isEmpty()) {
            success.refuse("http_status", "must name at least one status, or nothing would ever be delivered");
        }
        for (int i = 0; i < patterns.size(); i++) {
            String place = "http_status/" + i;
            SuccessRule.faultOf(patterns.get(i)).ifPresent(fault -> success.refuse(place, "is wrong: " + fault));
        }
        return patterns.equals(SuccessRule.ANY_2XX.patterns()) ? SuccessRule.ANY_2XX : new SuccessRule(patterns);
    }

    private static Result<RateLimit> rate(String text) {
        Matcher rate = RATE.matcher(text);
        return rate.matches()
                ? Result.of(new RateLimit(
                        Integer.parseInt(rate.group(1)), RATE_UNITS.getOrDefault(rate.group(2), WAIT_MAX)))
                : Result.refused("must be null or a rate such as \"100/s\", \"600/m\" or \"5000/h\"");
    }

    /** PostgreSQL keeps neither of these in its JSON. */
    private static String storable(JsonFields fields, String name, String text) {
        if (text.indexOf(0) >= 0 || text.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff)) {
            fields.refuse(name, "must not have a NUL or half a surrogate pair in it");
        }
        return text;
    }
}
