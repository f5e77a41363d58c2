package dev.ringback.simulation;

import dev.ringback.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What kind of world a seed makes: how many nodes, what they are asked, and what goes wrong. */
record Plan(
        long seed,
        int machines,
        int callbacks,
        int profiles,
        long loadNanos,
        Mix mix,
        Duration clocksApart,
        Settings settings) {

    /** How often what goes wrong; 0 for never. Times are in events a minute, odds in parts of one. */
    record Mix(
            double crashes,
            double pauses,
            double stops,
            double outages,
            double edits,
            double statementOdds,
            double messageOdds,
            double badReceivers) {
        static final Mix CALM = new Mix(0, 0, 0, 0, 0, 0, 0, 0);

        /** Nothing that may make a receiver see more than is recorded, or that moves limits from node to node. */
        boolean isSteady() {
            return crashes == 0 && pauses == 0 && stops == 0 && outages == 0 && messageOdds == 0 && statementOdds == 0;
        }
    }

    static Plan of(long seed) {
        Chance chance = new Chance(seed * 0x9E3779B97F4A7C15L + 1);
        int size = chance.odds(0.05) ? chance.from(200, 500) : chance.from(10, 120);
        return new Plan(
                seed,
                chance.of(1, 1, 2, 2, 2, 3, 4),
                size,
                chance.from(1, 6),
                chance.nanos(2, 20) * Timeline.SECOND,
                mix(chance),
                Duration.ofSeconds(chance.of(0, 0, 1, 60, 7200)),
                settings(chance));
    }

    private static Mix mix(Chance chance) {
        double bad = chance.of(0.0, 0.2, 0.5, 1.0);
        double edits = chance.of(0.0, 0.0, 6.0, 20.0);
        return switch (chance.below(8)) {
            case 0 -> new Mix(0, 0, 0, 0, 0, 0, 0, bad);
            case 1 -> new Mix(chance.from(2, 12), 0, 0, 0, edits, 0, 0, bad);
            case 2 -> new Mix(0, chance.from(2, 12), 0, 0, edits, 0, 0, bad);
            case 3 -> new Mix(0, 0, 0, chance.from(1, 8), edits, 0.01, 0, bad);
            case 4 -> new Mix(0, 0, 0, 0, edits, chance.of(0.002, 0.02, 0.1), 0, bad);
            case 5 -> new Mix(0, 0, chance.from(2, 8), 0, edits, 0, 0, bad);
            case 6 -> new Mix(0, 0, 0, 0, edits, 0, chance.of(0.005, 0.05), bad);
            default -> new Mix(4, 3, 2, 2, edits, 0.01, chance.odds(0.2) ? 0.01 : 0, bad);
        };
    }

    /** Few worlds last for a minute, so what is done each minute is done more often in half of them. */
    long minuteMillis() {
        return seed % 2 == 0 ? 60_000 : 10_000;
    }

    double clockDrift() {
        return 0.0002;
    }

    private static Settings settings(Chance chance) {
        int unsettled = chance.of(8, 30, 200, 2000);
        return new Settings(
                new Settings.Http("127.0.0.1", 0, Optional.empty(), 1 << 20, Settings.Sessions.STANDARD, 20),
                new Settings.Storage(Path.of("."), Optional.empty(), 8, 0, Settings.SecretsKeys.OF_FILE, 30, 365, 100),
                new Settings.Bootstrap(Optional.empty(), Optional.empty(), Optional.empty()),
                new Settings.Intake(
                        4096,
                        1 << 16,
                        100,
                        chance.of(1 << 11, 1 << 20),
                        chance.of(1, 4, 100),
                        unsettled,
                        unsettled * 1000L,
                        Duration.ofHours(24)),
                new Settings.Delivery(
                        Settings.Reach.PRIVATE,
                        chance.of(4, 20, 200),
                        chance.of(1, 5, 100),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        1024,
                        64,
                        new Settings.Tests(1, 1)),
                new Settings.Backlog(
                        Duration.ofMillis(250), chance.of(3, 50, 500), chance.of(3, 10), chance.of(1, 7, 200), 500),
                new Settings.Mail(
                        Optional.empty(), 25, Settings.MailTls.DISABLED, Optional.empty(), Optional.empty(), ""),
                new Settings.Node(
                        Duration.ofSeconds(chance.of(1, 10)),
                        chance.of(1, 1, 2, 3),
                        Path.of("."),
                        Duration.ofDays(5),
                        Settings.Cluster.NONE));
    }
}
