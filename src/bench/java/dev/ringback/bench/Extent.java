package dev.ringback.bench;

/** How much a benchmark submits. A cold JVM is half as fast as a warm one, so both sides are warmed by as much before anything is measured. */
record Extent(int warmUp, int singly, int inBatches, int rounds, double steadySeconds) {
    static Extent of(Options options) {
        Extent usual = switch (options.size()) {
            case FULL -> new Extent(200_000, 200_000, 400_000, 3, 10);
            case QUICK -> new Extent(100_000, 60_000, 200_000, 1, 5);
            case SMOKE -> new Extent(20_000, 15_000, 40_000, 3, 0);
        };
        return options.rounds() == 0
                ? usual
                : new Extent(usual.warmUp, usual.singly, usual.inBatches, options.rounds(), usual.steadySeconds);
    }

    /** Every subject in turn, so that all are as warm and have met the same machine. */
    void warm(Rig rig, Subject... subjects) {
        System.err.println("Warming up ...");
        for (Subject subject : subjects) {
            Costs unusedSingly = rig.measure(subject, Load.singly(warmUp));
            Costs unusedInBatches = rig.measure(subject, Load.inBatches(warmUp));
        }
    }
}
