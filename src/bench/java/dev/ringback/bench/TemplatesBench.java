package dev.ringback.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Time and garbage of rendering, taken by JMH and laid beside what they are to be. It takes JMH's own options too. */
final class TemplatesBench {
    private static final String QUICK = "--quick";
    private static final Goal TIME = Goal.atMost(3);
    private static final Goal GARBAGE = Goal.atMost(4096);

    private TemplatesBench() {}

    static int run(List<String> words) {
        List<Figure> figures = new ArrayList<>();
        for (RunResult result : measure(words)) {
            String kind = result.getParams().getParam("kind");
            double time = result.getPrimaryResult().getScore();
            double garbage =
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
            boolean promised = kind.equals("json");
            figures.add(Figure.of("time", kind, time, "µs").goal(promised ? TIME : Goal.NONE));
            figures.add(Figure.of("garbage", kind, garbage, "B").goal(promised ? GARBAGE : Goal.NONE));
        }
        print(figures);
        return figures.stream().anyMatch(Figure::isMissed) ? 1 : 0;
    }

    private static Collection<RunResult> measure(List<String> words) {
        boolean quick = words.contains(QUICK);
        List<String> jmh = words.stream().filter(word -> !word.equals(QUICK)).toList();
        try {
            var options = new OptionsBuilder()
                    .parent(new CommandLineOptions(jmh.toArray(String[]::new)))
                    .include(Templates.class.getName() + "\\..*")
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT);
            if (quick) {
                options.warmupIterations(2).measurementIterations(2);
            }
            return new Runner(options.build()).run();
        } catch (CommandLineOptionException wrong) {
            throw new Options.Wrong(wrong.getMessage());
        } catch (RunnerException failure) {
            throw new BenchException("JMH", failure);
        }
    }

    private static void print(List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("rendering", "figure", "goal", ""));
        for (Figure figure : figures) {
            String verdict = figure.goal().isSet() ? (figure.isMissed() ? "missed" : "met") : "";
            rows.add(List.of(
                    figure.column() + ", " + figure.name() + ", " + figure.unit(),
                    figure.number(),
                    figure.goal().words(),
                    verdict));
        }
        Table.of(rows).forEach(System.out::println);
    }
}
