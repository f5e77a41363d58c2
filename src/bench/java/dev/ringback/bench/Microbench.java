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

/** Runs a class of benchmarks by JMH, which takes its own options too, and prints figures beside what they are to be. */
final class Microbench {
    private static final String QUICK = "--quick";

    private Microbench() {}

    /** With the garbage of each. */
    static Collection<RunResult> measure(Class<?> benchmarks, List<String> words) {
        boolean quick = words.contains(QUICK);
        List<String> jmh = words.stream().filter(word -> !word.equals(QUICK)).toList();
        try {
            var options = new OptionsBuilder()
                    .parent(new CommandLineOptions(jmh.toArray(String[]::new)))
                    .include(benchmarks.getName() + "\\..*")
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

    static void print(String title, List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(title, "figure", "goal", ""));
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
