package dev.ringback.bench;

import java.util.List;

/** {@code bin/chaos}, once all is built. Exit status: 2 for a wrong command line, 1 when something is lost or too much doubled, or fails. */
public final class Chaos {
    private Chaos() {}

    public static void main(String[] arguments) {
        Quiet.please();
        System.exit(status(List.of(arguments)));
    }

    private static int status(List<String> arguments) {
        try {
            ChaosOptions options = ChaosOptions.parse(arguments);
            return options.isCluster() ? new ClusterChaos(options).run() : new KillChaos(options).run();
        } catch (Options.Wrong wrong) {
            System.err.println("chaos: " + wrong.getMessage() + "; bin/chaos --help tells");
            return 2;
        } catch (BenchException failure) {
            System.err.println("chaos: " + failure.getMessage());
            return 1;
        }
    }
}
