package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The twin in memory answers what PostgreSQL answers, waits where it waits, and leaves the same rows: for whatever is asked by chance. */
class TwinIT {
    private static final int STEPS = 60;

    private static PgStoreWorld world;

    @BeforeAll
    static void open() {
        world = new PgStoreWorld(TwinIT.class);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    static List<Long> seeds() {
        return java.util.stream.LongStream.rangeClosed(1, Integer.getInteger("seeds", 8))
                .boxed()
                .toList();
    }

    private static List<String> rest(List<String> log, int from) {
        return log.subList(from, Math.min(log.size(), from + 5));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bothTellTheSame(long seed) {
        world.clear();

        List<String> twin = new Play(new MemoryStoreWorld(), seed).run(STEPS);
        List<String> database = new Play(world, seed).run(STEPS);

        int same = 0;
        while (same < Math.min(twin.size(), database.size()) && twin.get(same).equals(database.get(same))) {
            same++;
        }
        assertThat(rest(twin, same))
                .as("after " + String.join("\n", twin.subList(Math.max(0, same - 40), same)))
                .isEqualTo(rest(database, same));
    }
}
