package dev.ringback.config;

import dev.ringback.domain.Nearest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The texts given for settings, the strongest for each: {@code --set} before the environment before the file. Names
 * that are no setting are already told apart; whether the texts are any good is not its business.
 */
final class GivenSettings {
    /** Key of the command line's own store; no file and no environment can have it, as those are kept apart. */
    static final String COMMAND_LINE = "ringback command line";

    /** Read by {@code bin/ringback} before there is a JVM. */
    static final Set<String> LAUNCHER =
            Set.of("RINGBACK_JAVA_HOME", "RINGBACK_JAVA_OPTS", "RINGBACK_GC", "RINGBACK_HEAP", "RINGBACK_LOG");

    private static final Pattern MAY_BE_SECRET = Pattern.compile("(?i).*(secret|key|pass|token|url|auth|cred).*");

    final Map<String, Given> texts = new HashMap<>();
    final List<String> faults = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();

    private GivenSettings() {}

    /** {@code all} is what vertx-config put together; {@code file} is only for the messages. */
    static GivenSettings of(JsonObject all, String file) {
        GivenSettings given = new GivenSettings();
        given.file(all.getJsonObject(SettingsYaml.ROOT, new JsonObject()), file);
        given.environment(all);
        given.commandLine(all.getJsonArray(COMMAND_LINE, new JsonArray()));
        return given;
    }

    private void file(JsonObject read, String file) {
        for (Object fault : read.getJsonArray(SettingsYaml.FAULTS, new JsonArray())) {
            faults.add(file + ", " + fault);
        }
        for (Object entry : read.getJsonArray(SettingsYaml.GIVEN, new JsonArray())) {
            JsonObject one = (JsonObject) entry;
            String source = file + ", line " + one.getInteger(SettingsYaml.LINE);
            take(one.getString(SettingsYaml.KEY), new Given(one.getString(SettingsYaml.TEXT), source));
        }
    }

    private void environment(JsonObject all) {
        Map<String, String> keys = new HashMap<>();
        Keys.all().forEach(key -> keys.put(key.environment(), key.name()));
        for (String variable : new TreeSet<>(all.fieldNames())) {
            String key = keys.get(variable);
            if (key != null) {
                texts.put(key, new Given(String.valueOf(all.getValue(variable)), "environment variable " + variable));
            } else if (variable.startsWith(Keys.ENVIRONMENT) && !LAUNCHER.contains(variable)) {
                warnings.add("the environment variable " + variable + " is no setting"
                        + Nearest.hint(variable, keys.keySet()));
            }
        }
    }

    private void commandLine(JsonArray sets) {
        for (Object set : sets) {
            String text = String.valueOf(set);
            int equals = text.indexOf('=');
            if (equals < 1) {
                faults.add("--set: expected key=value, as in --set http.port=9090");
            } else {
                take(text.substring(0, equals).trim(), new Given(text.substring(equals + 1), "--set"));
            }
        }
    }

    private void take(String key, Given given) {
        if (Keys.named(key).isPresent()) {
            texts.put(key, given);
            return;
        }
        faults.add(Given.quoted(key).replace("\"", "") + " = " + shownUnder(key, given.text()) + " (" + given.source()
                + "): there is no such setting" + hint(key));
    }

    /** Somebody who mistypes a secret's name has still written a secret. */
    private static String shownUnder(String unknown, String text) {
        boolean secret = MAY_BE_SECRET.matcher(unknown).matches()
                || Nearest.of(unknown, Keys.names())
                        .flatMap(Keys::named)
                        .map(Key::secret)
                        .orElse(false);
        return secret ? Given.MASK : Given.quoted(text);
    }

    /** With the section forgotten, the rest alone tells: {@code port} leads to {@code http.port}. */
    private static String hint(String key) {
        return Keys.names().stream()
                .filter(name -> name.endsWith("." + key))
                .findFirst()
                .map(name -> "; did you mean " + name + "?")
                .orElseGet(() -> Nearest.hint(key, Keys.names()));
    }
}
