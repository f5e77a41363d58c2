package dev.ringback.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a body as one JSON object. A name given twice is an error here, not a choice; a syntax error is told with its place. */
final class BodyJson {
    private static final int DEPTH_MAX = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build();

    private BodyJson() {}

    static JsonObject object(Buffer body) {
        Object value = value(body);
        if (value instanceof Map<?, ?>) {
            @SuppressWarnings("unchecked")
            Map<String, Object> fields = (Map<String, Object>) value;
            return new JsonObject(fields);
        }
        throw Problem.invalid("", "The body must be a JSON object, not " + JsonFields.kind(value) + ".")
                .exception();
    }

    private static @Nullable Object value(Buffer body) {
        if (body.length() == 0) {
            throw broken("The body is empty; a JSON object was expected.");
        }
        try (JsonParser parser = FACTORY.createParser(body.getBytes())) {
            parser.nextToken();
            Object value = read(parser);
            if (parser.nextToken() != null) {
                throw broken(
                        "After the end of the JSON value there is more" + place(parser.currentTokenLocation()) + ".");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw broken(sentence(e.getOriginalMessage()) + place(e.getLocation()) + ".");
        } catch (IOException e) {
            throw broken("The body is not UTF-8.");
        }
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, read(parser));
            }
            return fields;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(parser));
            }
            return items;
        }
        return scalar(parser, token);
    }

    private static @Nullable Object scalar(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw broken("The body holds only blanks; a JSON object was expected.");
        }
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            default -> null;
        };
    }

    /** Jackson's sentence up to where it begins to speak of its sources and settings. */
    private static String sentence(String message) {
        String first = message.lines().findFirst().orElse("The body is not JSON");
        int aside = first.indexOf("; maximum");
        return (aside < 0 ? first : first.substring(0, aside)).replaceAll("[\\s.]+$", "");
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null || at.getLineNr() < 1 ? "" : ", at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static ProblemException broken(String detail) {
        return new Problem(ProblemType.BROKEN_JSON, detail, List.of(new FieldError("", detail)), Map.of()).exception();
    }
}
