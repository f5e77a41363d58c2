package dev.ringback.simulation;

/** How a world that broke a rule is told: its seed, the step, what led to it. */
final class Failure {
    private Failure() {}

    static String text(World world, RuntimeException failure) {
        return "seed " + world.plan().seed() + " failed at step "
                + world.timeline().steps() + ", "
                + world.timeline().now() / Timeline.MILLI + " ms\n" + failure.getMessage() + "\n"
                + String.join("\n", world.trace().last()) + "\nseed "
                + world.plan().seed() + ": " + failure.getMessage()
                + "\nreplay with: bin/simulate --seed " + world.plan().seed();
    }
}
