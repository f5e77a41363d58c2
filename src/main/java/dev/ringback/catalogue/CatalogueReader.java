package dev.ringback.catalogue;

import dev.ringback.config.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads {@code conf/channels.yaml}. A mistake there stops the start: it would otherwise come to light as a refused
 * callback.
 */
public final class CatalogueReader {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern VARIABLE = Pattern.compile(
            "(?=.{1,100}$)[A-Za-z_][A-Za-z0-9_-]*(\\[([0-9]{1,2}|n)])*" + "(\\.[A-Za-z0-9_-]+(\\[([0-9]{1,2}|n)])*)*");
    private static final List<String> TYPES =
            Arrays.stream(Variable.Type.values()).map(Variable.Type::toString).toList();

    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> eventChannels = new HashMap<>();

    private CatalogueReader() {}

    /** Blocks; for the start only. */
    public static Catalogue read(Path file) throws BadCatalogue {
        byte[] text;
        try {
            text = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BadCatalogue(file, List.of("this file cannot be read; catalogue.file says where it is"));
        }
        CatalogueReader reader = new CatalogueReader();
        Catalogue catalogue = reader.catalogue(text);
        if (!reader.faults.isEmpty()) {
            throw new BadCatalogue(file, reader.faults);
        }
        return catalogue;
    }

    private Catalogue catalogue(byte[] text) {
        List<Channel> channels = new ArrayList<>();
        try {
            YamlText.tree(text).ifPresent(root -> channels.addAll(channels(root)));
        } catch (YamlText.Fault e) {
            faults.add(e.getMessage());
        }
        return new Catalogue(channels);
    }

    private List<Channel> channels(Node root) {
        Fields fields = Fields.of(root, Set.of("channels"), faults);
        List<Channel> channels = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Node node : fields.list("channels")) {
            channels.add(channel(node, ids));
        }
        return channels;
    }

    private Channel channel(Node node, Set<String> ids) {
        Fields fields = Fields.of(node, Set.of("id", "title", "events"), faults);
        String id = fields.text("id", ID, "a small letter, then up to 63 small letters, digits or underscores");
        once(ids, id, node, "channel");
        List<Event> events = new ArrayList<>();
        for (Node event : fields.list("events")) {
            events.add(event(event, id));
        }
        if (id.equals(Channel.DEFAULT) && !events.isEmpty()) {
            faults.add(YamlText.place(node) + "the channel default has no events");
        }
        return new Channel(id, fields.title(), events);
    }

    private Event event(Node node, String channel) {
        Fields fields = Fields.of(node, Set.of("id", "title", "variables"), faults);
        String id = fields.text("id", ID, "a small letter, then up to 63 small letters, digits or underscores");
        String other = eventChannels.putIfAbsent(id, channel);
        if (other != null && !id.isEmpty()) {
            faults.add(YamlText.place(node) + "the event " + id + " is of the channel " + other + " already");
        }
        return new Event(id, fields.title(), variables(fields.list("variables")));
    }

    private List<Variable> variables(List<Node> nodes) {
        Map<String, Node> places = new HashMap<>();
        List<Variable> variables = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int before = faults.size();
        for (Node node : nodes) {
            Variable variable = variable(node, names);
            places.put(variable.name(), node);
            variables.add(variable);
        }
        if (faults.size() == before) {
            addSampleFaults(variables, places);
        }
        return variables;
    }

    private void addSampleFaults(List<Variable> variables, Map<String, Node> places) {
        SampleData data = new SampleData();
        variables.stream()
                .sorted(SampleData.OUTER_FIRST)
                .forEach(variable -> data.put(variable)
                        .ifPresent(fault -> faults.add(
                                YamlText.place(Objects.requireNonNull(places.get(variable.name()))) + fault)));
    }

    private Variable variable(Node node, Set<String> names) {
        Fields fields = Fields.of(node, Set.of("name", "type", "description", "sample", "values"), faults);
        String name = fields.text("name", VARIABLE, "a path such as status, payment.id or parts[n]");
        once(names, name, node, "variable");
        String type = fields.choice("type", TYPES);
        return new Variable(
                name,
                type.isEmpty() ? Variable.Type.TEXT : Variable.Type.valueOf(type.toUpperCase(Locale.ROOT)),
                fields.optional("description"),
                fields.optional("sample"),
                fields.texts("values"));
    }

    private void once(Set<String> seen, String id, Node node, String what) {
        if (!id.isEmpty() && !seen.add(id)) {
            faults.add(YamlText.place(node) + "the " + what + " " + id + " stands here a second time");
        }
    }
}
