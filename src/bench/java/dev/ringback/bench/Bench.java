package dev.ringback.bench;

import java.util.List;

/** {@code bin/bench}, once all is built. Exit status: 2 for a wrong command line, 1 when something is lost or doubled or fails. */
public final class Bench {
    private static final String TEMPLATES = "templates";
    private static final String CRYPTO = "crypto";

    private Bench() {}

    public static void main(String[] arguments) {
        Quiet.please();
        System.exit(status(List.of(arguments)));
    }

    private static int status(List<String> arguments) {
        try {
            String first = arguments.isEmpty() ? "" : arguments.get(0);
            if (first.equals(TEMPLATES)) {
                return TemplatesBench.run(arguments.subList(1, arguments.size()));
            } else if (first.equals(CRYPTO)) {
                return CryptoBench.run(arguments.subList(1, arguments.size()));
            }
            Options options = Options.parse(arguments);
            try (Rig rig = new Rig(options)) {
                return run(rig);
            }
        } catch (Options.Wrong wrong) {
            System.err.println("bench: " + wrong.getMessage() + "; bin/bench --help tells");
            return 2;
        } catch (BenchException failure) {
            System.err.println("bench: " + failure.getMessage());
            return 1;
        }
    }

    private static int path(Rig rig) {
        if (rig.options().kill()) {
            return new KillBench(rig).run();
        }
        return rig.options().size() == Options.Size.SMOKE ? new Smoke(rig).run() : new PathBench(rig).run();
    }

    private static int run(Rig rig) {
        return switch (rig.options().command()) {
            case "path" -> path(rig);
            case "latency" -> new LatencyBench(rig).run();
            case "profiles" -> new ProfilesBench(rig).run();
            case "encryption" -> new EncryptionBench(rig).run();
            case "drain" -> new DrainBench(rig).run();
            case "page" -> new PageBench(rig).run();
            default ->
                throw new Options.Wrong("there is no benchmark " + rig.options().command());
        };
    }
}
