package dev.ringback.trial;

import dev.ringback.catalogue.Catalogue;
import dev.ringback.catalogue.Event;
import dev.ringback.catalogue.Variable;
import dev.ringback.domain.Nearest;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.json.JsonCursor;
import dev.ringback.domain.json.JsonFault;
import dev.ringback.domain.template.RequestTemplate;
import dev.ringback.domain.template.pattern.Mention;
import dev.ringback.domain.template.value.BuiltIn;
import dev.ringback.http.FieldError;
import dev.ringback.http.JsonFields;
import dev.ringback.http.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The event and the data of a Test: those that were sent, and where none were, a sample of what the profile is for. */
final class TestDataJson {
    private static final int EVENT_MAX = 100;
    /** A list that long is not worth inventing. */
    private static final Pattern LARGE_INDEX = Pattern.compile("\\[[0-9]{3,}]");

    private final Catalogue catalogue;
    private final int bytesMax;

    TestDataJson(Catalogue catalogue, int bytesMax) {
        this.catalogue = catalogue;
        this.bytesMax = bytesMax;
    }

    /** What was sent of it. The data is as it came, byte for byte. */
    record Sent(Optional<String> event, Optional<byte[]> data, List<FieldError> faults) {}

    /** What is used. */
    record TestData(String event, byte[] data, Source source) {}

    /** Where the data is from. */
    enum Source {
        REQUEST("request"),
        SAMPLE("sample"),
        /** There is no event to have a sample: each placeholder has its own name for a value. */
        PLACEHOLDERS("placeholders");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    Sent sent(JsonObject body, Buffer raw) {
        JsonFields fields = JsonFields.of(body);
        Optional<String> event = fields.optionalText("event", 1, EVENT_MAX);
        Optional<byte[]> data = Optional.empty();
        if (fields.has("data") && !fields.isNull("data")) {
            if (body.getValue("data") instanceof JsonObject object) {
                data = Optional.of(bytes(raw, object));
            } else {
                fields.refuse("data", "must be an object");
            }
        }
        if (data.isPresent() && data.get().length > bytesMax) {
            fields.refuse(
                    "data", "must have at most " + bytesMax + " bytes, as in a callback (intake.callback_bytes_max)");
        }
        return new Sent(event, data, fields.errors());
    }

    TestData used(Sent sent, ProfileSpec spec) {
        sent.event().ifPresent(event -> refuseForeign(spec.channel(), event));
        String event = sent.event().orElseGet(() -> standard(spec));
        if (sent.data().isPresent()) {
            return new TestData(event, sent.data().get(), Source.REQUEST);
        }
        Optional<Event> known =
                catalogue.event(event).filter(of -> !of.variables().isEmpty());
        JsonObject data = known.map(Event::sample).orElseGet(() -> invented(spec));
        return new TestData(
                event,
                data.encode().getBytes(StandardCharsets.UTF_8),
                known.isPresent() ? Source.SAMPLE : Source.PLACEHOLDERS);
    }

    private static JsonObject invented(ProfileSpec spec) {
        List<String> paths = RequestTemplate.mentions(spec.request()).stream()
                .filter(Mention::isPlaceholder)
                .map(Mention::path)
                .filter(path -> !BuiltIn.words().contains(path)
                        && !LARGE_INDEX.matcher(path).find())
                .distinct()
                .toList();
        List<Variable> variables = paths.stream()
                .filter(path ->
                        paths.stream().noneMatch(other -> other.startsWith(path + ".") || other.startsWith(path + "[")))
                .map(path -> new Variable(path, Variable.Type.TEXT, "", path, List.of()))
                .toList();
        return new Event("", "", variables).sample();
    }

    /** The first that the profile lists; else the first of its channel. */
    private String standard(ProfileSpec spec) {
        return spec.events().stream()
                .findFirst()
                .or(() -> catalogue.channel(spec.channel()).stream()
                        .flatMap(channel -> channel.events().stream())
                        .map(Event::id)
                        .findFirst())
                .orElse("");
    }

    /** As for a callback: without a channel an event may be called anything that no channel has. */
    private void refuseForeign(String channel, String event) {
        Optional<String> owner = catalogue.channelOf(event).map(of -> of.id());
        if (owner.filter(channel::equals).isPresent() || (owner.isEmpty() && channel.equals("default"))) {
            return;
        }
        List<String> known = catalogue.channel(channel).stream()
                .flatMap(of -> of.events().stream())
                .map(Event::id)
                .toList();
        String fault = owner.map(other -> "is of the channel " + other + ", and the profile of " + channel + ".")
                .orElseGet(() -> {
                    String hint = Nearest.hint(event, known);
                    return "is none of the channel " + channel + (hint.isEmpty() ? "." : hint);
                });
        throw Problem.invalid("/event", "event " + fault).exception();
    }

    private static byte[] bytes(Buffer raw, JsonObject parsed) {
        try {
            byte[] all = raw.getBytes();
            JsonCursor cursor = new JsonCursor(all);
            cursor.enterObject();
            while (cursor.nextMember()) {
                boolean wanted = cursor.nameIs("data".getBytes(StandardCharsets.UTF_8));
                int from = cursor.position();
                cursor.skip();
                if (wanted) {
                    return Arrays.copyOfRange(all, from, cursor.position());
                }
            }
        } catch (JsonFault unusual) {
            // Read by others as JSON; what they made of it does as well.
            return parsed.encode().getBytes(StandardCharsets.UTF_8);
        }
        return parsed.encode().getBytes(StandardCharsets.UTF_8);
    }
}
