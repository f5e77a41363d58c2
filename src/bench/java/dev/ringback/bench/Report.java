package dev.ringback.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of one benchmark: printed as a table, and written as JSON with every single run. */
final class Report {
    private static final List<String> SERVER = List.of(
            "server_version",
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_compression",
            "shared_buffers",
            "max_wal_size");

    private static final double OTHERS_MAX = 0.1;

    private final String title;
    private final List<String> columns;
    private final List<Figure> figures = new ArrayList<>();

    Report(String title, List<String> columns) {
        this.title = title;
        this.columns = columns;
    }

    Report add(Figure figure) {
        figures.add(figure);
        return this;
    }

    boolean isAnyMissed() {
        return figures.stream().anyMatch(Figure::isMissed);
    }

    /** Prints it and writes it to the rig's directory; answers where. */
    Path publish(Rig rig) {
        JsonObject settings = settings(rig);
        if (!rig.runs().isEmpty()) {
            add(Figure.of("lost", columns.get(0), rig.lost(), "callbacks").goal(Goal.atMost(0)));
            add(Figure.of("doubled", columns.get(0), rig.doubled(), "callbacks").goal(Goal.atMost(0)));
        }
        print(rig.machine(), settings);
        if (!rig.runs().isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "%nOther programs took %.0f %% of the processors while this was measured%s.%n",
                    others(rig) * 100,
                    others(rig) > OTHERS_MAX ? ": it is no quiet machine, and only ratios mean something" : "");
        }
        JsonArray runs = new JsonArray();
        rig.runs().forEach(run -> runs.add(run.json()));
        JsonObject json =
                json(rig.machine(), settings).put("others_share", others(rig)).put("runs", runs);
        return write(rig.directory(), json);
    }

    /** The same without a rig; {@code more} goes into the JSON as it is. */
    Path publish(Machine machine, JsonObject settings, Path directory, JsonObject more) {
        print(machine, settings);
        return write(directory, json(machine, settings).mergeIn(more));
    }

    private void print(Machine machine, JsonObject settings) {
        System.out.println();
        System.out.println(title);
        System.out.println(machine.words());
        System.out.println(
                "PostgreSQL " + settings.getString("server_version") + ", fsync " + settings.getString("fsync")
                        + ", synchronous_commit " + settings.getString("synchronous_commit") + ", full_page_writes "
                        + settings.getString("full_page_writes") + "; load average before: " + machine.load());
        System.out.println();
        table().forEach(System.out::println);
    }

    private static double others(Rig rig) {
        return rig.runs().stream().mapToDouble(Costs::othersShare).average().orElse(0);
    }

    private static JsonObject settings(Rig rig) {
        JsonObject settings = settings(rig.database());
        rig.options().settings().forEach(settings::put);
        return settings.put("pad", rig.options().pad())
                .put("size", rig.options().size().name());
    }

    /** Of the server and of the environment: what the figures depend on. */
    static JsonObject settings(Database database) {
        JsonObject settings = new JsonObject();
        SERVER.forEach(name -> settings.put(name, database.setting(name)));
        for (String name : List.of("RINGBACK_HEAP", "RINGBACK_GC", "RINGBACK_JAVA_OPTS")) {
            settings.put(name, System.getenv().getOrDefault(name, ""));
        }
        return settings;
    }

    private JsonObject json(Machine machine, JsonObject settings) {
        JsonArray all = new JsonArray();
        figures.forEach(figure -> all.add(figure.json()));
        return new JsonObject()
                .put("title", title)
                .put("machine", machine.json())
                .put("settings", settings)
                .put("figures", all);
    }

    private List<String> table() {
        Map<String, Map<String, Figure>> lines = new LinkedHashMap<>();
        for (Figure figure : figures) {
            lines.computeIfAbsent(figure.name() + ", " + figure.unit(), name -> new LinkedHashMap<>())
                    .put(figure.column(), figure);
        }
        List<List<String>> cells = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(columns);
        head.addAll(List.of("goal", ""));
        cells.add(head);
        lines.forEach((name, line) -> {
            List<String> row = new ArrayList<>(List.of(name));
            for (String column : columns) {
                row.add(line.containsKey(column) ? line.get(column).number() : "");
            }
            List<Figure> judged = columns.stream()
                    .filter(line::containsKey)
                    .map(line::get)
                    .filter(figure -> figure.goal().isSet())
                    .toList();
            row.add(String.join(
                    " | ",
                    judged.stream().map(each -> each.goal().words()).distinct().toList()));
            row.add(String.join(
                    " | ",
                    judged.stream()
                            .map(each -> each.isMissed() ? "MISSED" : "met")
                            .toList()));
            cells.add(row);
        });
        return Table.of(cells);
    }

    private static Path write(Path directory, JsonObject json) {
        Path file = directory.resolveSibling(directory.getFileName() + ".json");
        try {
            Files.writeString(file, json.encodePrettily() + "\n");
        } catch (IOException failure) {
            throw new BenchException("cannot write " + file, failure);
        }
        Path here = Path.of("").toAbsolutePath();
        System.out.println("Written to " + here.relativize(file) + "; logs in " + here.relativize(directory));
        return file;
    }
}
