package dev.ringback.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/** {@code bin/simulate}: worlds from the command line, until enough have run or one breaks a rule. */
public final class Simulate {
    private static final String HELP = """
            usage: bin/simulate [--seeds COUNT] [--from SEED] [--threads COUNT] [--keep-going]
                   bin/simulate --seed SEED [--quiet]

            Runs simulated worlds, each made by one seed, and holds them against the rules.
              --seeds COUNT    how many worlds; 10000 unless told
              --from SEED      the first seed; a number made of the time unless told
              --threads COUNT  how many at once; as many as cores unless told
              --keep-going     does not stop at the first that fails
              --seed SEED      one world, with everything that happens in it
              --quiet          only what came of it
              --help           this
            Exit status 0: all rules held; 1: one was broken; 2: the command line was not understood.
            """;

    private final PrintStream out;
    private final Arguments arguments;
    private final AtomicLong next;
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong callbacks = new AtomicLong();
    private final AtomicInteger run = new AtomicInteger();
    private final Map<Long, String> failed = new TreeMap<>();

    private Simulate(PrintStream out, Arguments arguments) {
        this.out = out;
        this.arguments = arguments;
        this.next = new AtomicLong(arguments.from);
    }

    public static void main(String[] args) throws InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Runtime.getRuntime().halt(run(args, out));
    }

    static int run(String[] args, PrintStream out) throws InterruptedException {
        Arguments arguments = new Arguments();
        try {
            arguments.read(args);
        } catch (IllegalArgumentException wrong) {
            out.println("simulate: " + wrong.getMessage() + "\n");
            out.print(HELP);
            return 2;
        }
        if (arguments.help) {
            out.print(HELP);
            return 0;
        }
        silence();
        Simulate simulate = new Simulate(out, arguments);
        return arguments.single ? simulate.one() : simulate.many();
    }

    /** The nodes log what goes wrong, and here almost everything does. */
    static void silence() {
        ((Logger) LoggerFactory.getLogger("dev.ringback")).setLevel(Level.OFF);
    }

    private static final class Arguments {
        private long seeds = 10_000;
        private long from = System.currentTimeMillis() * 1000;
        private int threads = Runtime.getRuntime().availableProcessors();
        private boolean single;
        private boolean quiet;
        private boolean keepGoing;
        private boolean help;

        void read(String[] args) {
            List<String> left = new ArrayList<>(List.of(args));
            while (!left.isEmpty()) {
                String option = left.remove(0);
                switch (option) {
                    case "--help", "-h" -> help = true;
                    case "--quiet" -> quiet = true;
                    case "--keep-going" -> keepGoing = true;
                    case "--seeds" -> seeds = number(option, left);
                    case "--from" -> from = number(option, left);
                    case "--threads" -> threads = (int) Math.max(1, number(option, left));
                    case "--seed" -> {
                        single = true;
                        from = number(option, left);
                    }
                    default -> throw new IllegalArgumentException("there is no option " + option);
                }
            }
        }

        private static long number(String option, List<String> left) {
            if (left.isEmpty() || !left.get(0).matches("-?[0-9]{1,18}")) {
                throw new IllegalArgumentException(option + " wants a number");
            }
            return Long.parseLong(left.remove(0));
        }
    }

    private int one() {
        Plan plan = Plan.of(arguments.from);
        out.println(plan);
        World world = new World(plan, Bugs.NONE, out::println, !arguments.quiet);
        try {
            World.Result result = world.run();
            out.println("seed " + plan.seed() + " holds: " + result.steps() + " steps, " + result.callbacks()
                    + " callbacks, hash " + Long.toHexString(result.hash()));
            return 0;
        } catch (RuntimeException failure) {
            out.println(Failure.text(world, failure));
            if (!(failure instanceof Violation)) {
                failure.printStackTrace(out);
            }
            return 1;
        }
    }

    private int many() throws InterruptedException {
        long began = System.nanoTime();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < arguments.threads; i++) {
            Thread worker = new Thread(this::work, "worlds-" + i);
            worker.start();
            workers.add(worker);
        }
        long told = began;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                worker.join(500);
                if (System.nanoTime() - told > 5_000_000_000L) {
                    told = System.nanoTime();
                    out.println(summary(began));
                }
            }
        }
        out.println(summary(began));
        return failed.isEmpty() ? 0 : 1;
    }

    private String summary(long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        synchronized (failed) {
            return String.format(
                    "%d seeds from %d, %d failed%s; %d callbacks, %.1f million steps; %.0f seeds/s, %.2f million steps/s",
                    run.get(),
                    arguments.from,
                    failed.size(),
                    failed.isEmpty()
                            ? ""
                            : " " + failed.keySet().stream().limit(20).toList(),
                    callbacks.get(),
                    steps.get() / 1e6,
                    run.get() / seconds,
                    steps.get() / 1e6 / seconds);
        }
    }

    private void work() {
        long seed = next.getAndIncrement();
        while (seed < arguments.from + arguments.seeds && (arguments.keepGoing || isClean())) {
            world(seed);
            seed = next.getAndIncrement();
        }
    }

    private boolean isClean() {
        synchronized (failed) {
            return failed.isEmpty();
        }
    }

    private void world(long seed) {
        World world = new World(Plan.of(seed), Bugs.NONE);
        try {
            World.Result result = world.run();
            steps.addAndGet(result.steps());
            callbacks.addAndGet(result.callbacks());
        } catch (RuntimeException failure) {
            synchronized (failed) {
                failed.put(seed, String.valueOf(failure.getMessage()));
                out.println(
                        arguments.keepGoing
                                ? "seed " + seed + ": " + failure.getMessage()
                                : Failure.text(world, failure));
            }
        }
        run.incrementAndGet();
    }
}
