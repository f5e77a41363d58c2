package dev.ringback.catalogue;

import dev.ringback.config.YamlText;
import dev.ringback.domain.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One block of {@code key: value} lines. What is wrong goes to the faults, and something harmless is answered in its
 * place.
 */
final class Fields {
    private static final Pattern TITLE = Pattern.compile("[^\\p{Cntrl}]{1,100}");

    private final Node node;
    private final List<String> faults;
    private final Map<String, Node> fields = new HashMap<>();

    private Fields(Node node, List<String> faults) {
        this.node = node;
        this.faults = faults;
    }

    static Fields of(Node node, Set<String> known, List<String> faults) {
        Fields fields = new Fields(node, faults);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> fields.add(entry, known));
        } else {
            fields.wrong(node, "expected " + String.join(", ", new TreeSet<>(known)));
        }
        return fields;
    }

    private void add(NodeTuple entry, Set<String> known) {
        String name = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
        if (!known.contains(name)) {
            wrong(entry.getKeyNode(), "unknown key " + name + Nearest.hint(name, new TreeSet<>(known)));
        } else if (fields.put(name, entry.getValueNode()) != null) {
            wrong(entry.getKeyNode(), name + " stands here a second time");
        }
    }

    String text(String name, Pattern pattern, String expected) {
        Node value = fields.get(name);
        if (value == null) {
            // A block that is none has been told of already.
            if (node instanceof MappingNode) {
                wrong(node, name + " is missing");
            }
            return "";
        }
        if (value instanceof ScalarNode text && pattern.matcher(text.getValue()).matches()) {
            return text.getValue();
        }
        wrong(value, name + ": expected " + expected);
        return "";
    }

    String title() {
        return text("title", TITLE, "1 to 100 characters");
    }

    /** Empty when it is not there. */
    String choice(String name, List<String> choices) {
        String text = optional(name);
        if (text.isEmpty() || choices.contains(text)) {
            return text;
        }
        wrong(
                node,
                name + " " + text + ": expected one of " + String.join(", ", choices) + Nearest.hint(text, choices));
        return "";
    }

    /** Empty when it is not there. */
    String optional(String name) {
        Node value = fields.get(name);
        if (value == null || value.getTag().equals(Tag.NULL)) {
            return "";
        }
        if (value instanceof ScalarNode text) {
            return text.getValue();
        }
        wrong(value, name + ": expected a text");
        return "";
    }

    /** Empty when it is not there. */
    List<Node> list(String name) {
        Node value = fields.get(name);
        if (value == null || value.getTag().equals(Tag.NULL)) {
            return List.of();
        }
        if (value instanceof SequenceNode list) {
            return list.getValue();
        }
        wrong(value, name + ": expected a list");
        return List.of();
    }

    /** A list of texts; empty when it is not there. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Node item : list(name)) {
            if (item instanceof ScalarNode text) {
                texts.add(text.getValue());
            } else {
                wrong(item, name + ": expected a text");
            }
        }
        return texts;
    }

    private void wrong(Node at, String what) {
        faults.add(YamlText.place(at) + what);
    }
}
