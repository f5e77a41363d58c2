package dev.ringback.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What every chaos has: the chance that its seed makes, a directory, and a table that its parts are written in. */
final class Stage {
    private final ChaosOptions options;
    private final Path home = Path.of(System.getProperty("bench.home")).toAbsolutePath();
    private final Path directory;
    private final Random random;
    private final Report report;
    private final Machine machine = Machine.now(home);
    private final JsonArray details = new JsonArray();
    private boolean good = true;

    Stage(ChaosOptions options, String title, List<String> columns) {
        this.options = options;
        this.random = new Random(options.seed());
        String time =
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).format(LocalDateTime.now());
        this.directory = home.resolve("target").resolve("chaos").resolve(options.command() + "-" + time);
        this.report = new Report(title + ", by the seed " + options.seed(), columns);
        System.err.println("chaos: the seed is " + options.seed());
    }

    ChaosOptions options() {
        return options;
    }

    Path home() {
        return home;
    }

    Random random() {
        return random;
    }

    Path inside(String name) {
        try {
            return Files.createDirectories(directory.resolve(name));
        } catch (IOException failure) {
            throw new BenchException("no directory", failure);
        }
    }

    /** Adds the part's column. */
    void show(Part part, Tally tally, Ending ending) {
        good &= part.report(report, tally, ending);
        details.add(part.json(tally));
    }

    /** Adds a column without figures. */
    void skip(String name) {
        report.add(Figure.of(Part.ACKNOWLEDGED, name, Double.NaN, Part.UNIT));
    }

    void publish(Database database) {
        JsonObject settings = Report.settings(database);
        options.settings().forEach(settings::put);
        settings.put("seed", options.seed()).put("times", options.times());
        Path unused = report.publish(machine, settings, directory, new JsonObject().put("parts", details));
    }

    /** Says how it went; answers the exit status. */
    int verdict(String well, String badly) {
        System.out.println(good ? well : badly);
        return good ? 0 : 1;
    }
}
