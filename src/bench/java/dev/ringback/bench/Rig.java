package dev.ringback.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** All that a benchmark runs with, made for it and taken down after it: the node and its database, the relay, the meter. */
final class Rig implements AutoCloseable {
    private static final Duration SETTLE_MAX = Duration.ofSeconds(10);
    private static final Duration SETTLE_POLL = Duration.ofMillis(200);
    /** A beat and a count a second are no callbacks' log. */
    private static final long QUIET_BYTES = 16 << 10;

    private final Path home;
    private final Path directory;
    private final Options options;
    private final Meter meter;
    private final NodeProcess node;
    private final List<Costs> runs = new ArrayList<>();
    private final Machine machine;
    private RelayProcess relay;
    private Database database;
    private Allocation allocation;
    private int lost;
    private int doubled;

    Rig(Options options) {
        this.options = options;
        this.home = Path.of(System.getProperty("bench.home")).toAbsolutePath();
        String time =
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).format(LocalDateTime.now());
        this.directory = home.resolve("target").resolve("bench").resolve(options.command() + "-" + time);
        this.meter = new Meter(Path.of(System.getProperty("bench.meter")), directory, Child.freePort(), options.pad());
        makeDirectory();
        this.machine = Machine.now(home);
        this.node = NodeProcess.start(home, directory, options.settings());
        node.use(List.of(node.addProfile(meter.receiverPort())));
        look();
    }

    private void makeDirectory() {
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new BenchException("no directory", failure);
        }
    }

    private void look() {
        database = Database.open(node.dataDir());
        allocation = Allocation.of(node.pid());
    }

    Options options() {
        return options;
    }

    Meter meter() {
        return meter;
    }

    NodeProcess node() {
        return node;
    }

    RelayProcess relay() {
        if (relay == null) {
            relay = RelayProcess.start(directory, meter.receiverPort());
        }
        return relay;
    }

    Database database() {
        return database;
    }

    Machine machine() {
        return machine;
    }

    Path directory() {
        return directory;
    }

    List<Costs> runs() {
        return runs;
    }

    int lost() {
        return lost;
    }

    int doubled() {
        return doubled;
    }

    /** Submits, waits until all has arrived and is recorded, and says what it took. */
    Costs measure(Subject subject, Load load) {
        boolean ours = subject == node;
        double busyBefore = Machine.busySeconds();
        long since = System.nanoTime();
        double programBefore = Proc.cpuSeconds(subject.pid());
        double postgresBefore = Proc.cpuSecondsOfFamily(database.pid());
        long walBefore = ours ? database.walBytes() : 0;
        long allocatedBefore = ours ? allocation.bytes() : 0;
        Result result = meter.run(subject, load);
        if (ours) {
            settle();
        }
        double program = Proc.cpuSeconds(subject.pid()) - programBefore;
        double postgres = Proc.cpuSecondsOfFamily(database.pid()) - postgresBefore;
        double others = Machine.busySeconds() - busyBefore - program - postgres - result.cpuSeconds();
        double processors = machine.cores() * (System.nanoTime() - since) / 1e9;
        Costs costs = new Costs(
                subject.name(),
                load,
                result,
                program,
                ours ? postgres : 0,
                ours ? database.walBytes() - walBefore : 0,
                ours ? allocation.bytes() - allocatedBefore : 0,
                Math.max(0, others / processors));
        runs.add(costs);
        lost += result.lost();
        doubled += result.doubled();
        say(costs);
        return costs;
    }

    private static void say(Costs costs) {
        Result result = costs.result();
        System.err.printf(
                Locale.ROOT,
                "  %-9s %-18s %9s %,9.0f/s  p50 %.1f ms, p99 %.1f ms%s%n",
                costs.subject(),
                costs.load().kind(),
                costs.load().rate() > 0
                        ? String.format(Locale.ROOT, "%,.0f/s:", costs.load().rate())
                        : "",
                result.rate(),
                result.latency("p50"),
                result.latency("p99"),
                result.lost() + result.doubled() == 0
                        ? ""
                        : ", " + result.lost() + " LOST, " + result.doubled() + " DOUBLED");
    }

    /** The ledger writes after the receiver has answered: until that is done the run's costs are not whole. */
    void settle() {
        long[] last = {database.walBytes()};
        boolean unused = Pause.until(SETTLE_MAX, () -> {
            Pause.of(SETTLE_POLL);
            long now = database.walBytes();
            boolean quiet = now - last[0] < QUIET_BYTES;
            last[0] = now;
            return quiet;
        });
    }

    /** With its database, or without: that lives on then, as after a crash of the program alone. */
    void killNode(boolean withDatabase) {
        database.close();
        allocation.close();
        node.kill9();
        if (withDatabase) {
            database.killServer();
        }
    }

    void startNodeAgain() {
        node.start();
        look();
    }

    @Override
    public void close() {
        allocation.close();
        database.close();
        node.close();
        if (relay != null) {
            relay.close();
        }
        if (!options.keep()) {
            keepLog(node.dataDir().resolve("postgres").resolve("log"));
            remove(node.dataDir());
        }
    }

    private void keepLog(Path log) {
        try {
            Path unused = Files.copy(log, directory.resolve("postgres.log"));
        } catch (IOException unreadable) {
            System.err.println("bench: " + log + " is not kept: " + unreadable);
        }
    }

    static void remove(Path data) {
        try (var all = Files.walk(data)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException left) {
            System.err.println("bench: " + data + " is left: " + left);
        }
    }
}
