package dev.ringback.config;

import io.vertx.config.spi.ConfigProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The format of {@code conf/ringback.yaml} for vertx-config. Unlike vertx-config's own YAML it keeps the line of each
 * setting and its text as written, and tells of a key that stands there twice.
 */
public final class SettingsYaml implements ConfigProcessor {
    static final String FORMAT = "ringback-yaml";
    static final String ROOT = "ringback settings file";
    static final String GIVEN = "given";
    static final String FAULTS = "faults";
    static final String KEY = "key";
    static final String TEXT = "text";
    static final String LINE = "line";

    @Override
    public String name() {
        return FORMAT;
    }

    @Override
    public Future<JsonObject> process(Vertx vertx, JsonObject configuration, Buffer input) {
        return Future.succeededFuture(new JsonObject().put(ROOT, read(input.getBytes())));
    }

    static JsonObject read(byte[] text) {
        Walk walk = new Walk();
        try {
            YamlText.tree(text).ifPresent(root -> walk.value("", root));
        } catch (YamlText.Fault e) {
            walk.faults.add(e.getMessage());
        }
        return new JsonObject().put(GIVEN, walk.given).put(FAULTS, walk.faults);
    }

    private static final class Walk {
        private final JsonArray given = new JsonArray();
        private final JsonArray faults = new JsonArray();
        private final Set<String> seen = new HashSet<>();

        void value(String key, Node node) {
            if (node.getTag().getValue().startsWith("!") || node.getAnchor() != null) {
                faults.add(YamlText.place(node) + "a value that begins with &, * or ! must stand in quotes");
            } else if (node instanceof MappingNode mapping) {
                mapping.getValue().forEach(entry -> entry(key, entry));
            } else if (key.isEmpty()) {
                faults.add(YamlText.place(node) + "expected settings such as http.port, not a single value");
            } else if (node instanceof SequenceNode list) {
                list(key, list);
            } else if (node instanceof ScalarNode text && !text.getTag().equals(Tag.NULL)) {
                add(key, text.getValue(), node);
            }
        }

        private void entry(String outer, NodeTuple entry) {
            if (entry.getKeyNode() instanceof ScalarNode name) {
                value(outer.isEmpty() ? name.getValue() : outer + "." + name.getValue(), entry.getValueNode());
            } else {
                faults.add(YamlText.place(entry.getKeyNode()) + "a setting's name must be plain text");
            }
        }

        private void list(String key, SequenceNode list) {
            StringJoiner texts = new StringJoiner(",");
            for (Node item : list.getValue()) {
                if (!(item instanceof ScalarNode text)) {
                    faults.add(YamlText.place(item) + key + ": expected a plain value");
                    return;
                }
                texts.add(text.getValue());
            }
            add(key, texts.toString(), list);
        }

        private void add(String key, String text, Node node) {
            int line = node.getStartMark().getLine() + 1;
            if (!seen.add(key)) {
                faults.add("line " + line + ": " + key + " stands here a second time");
            }
            given.add(new JsonObject().put(KEY, key).put(TEXT, text).put(LINE, line));
        }
    }
}
