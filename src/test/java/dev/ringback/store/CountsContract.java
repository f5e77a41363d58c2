package dev.ringback.store;

import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.fresh;
import static dev.ringback.store.Samples.profile;
import static dev.ringback.store.Samples.tried;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.NodeId;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store counts: each attempt that is there once, whatever was repeated, lost, held up or refused on the way. */
interface CountsContract extends StoreSteps {
    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103})
    default void countsEqualAttemptsWhateverHappens(long seed) {
        List<String> unused = new Play(world(), seed).run(40);

        List<String> rows = world().dump();
        assertThat(sums(rows.stream().filter(row -> row.startsWith("attempt ")), 4, -1))
                .as("seed=%s", seed)
                .isEqualTo(sums(rows.stream().filter(row -> row.startsWith("count ")), 2, 4));
    }

    /** By the words at those places; without a place for a number, each row is one. */
    private static Map<String, Integer> sums(Stream<String> rows, int verdict, int number) {
        Map<String, Integer> sums = new TreeMap<>();
        rows.map(row -> row.split(" "))
                .forEach(words ->
                        sums.merge(words[verdict], number < 0 ? 1 : Integer.parseInt(words[number]), Integer::sum));
        return sums;
    }

    @Test
    default void aBatchThatIsPartlyThereCountsTheRest() {
        NodeId node = node();
        List<Entry> entries = written(node, 3, profile(1));
        Tried first = tried(fresh(entries.get(0)), Verdict.DELIVERED);
        Tried second = tried(fresh(entries.get(1)), Verdict.FAILED);
        Tried third = tried(fresh(entries.get(2)), Verdict.DELIVERED);
        record(node, first, second);

        record(node, second, first, third);

        assertThat(world().counts(profile(1))).isEqualTo(Map.of(Verdict.Kind.DELIVERED, 2, Verdict.Kind.FAILED, 1));
    }

    /** Two workers of one node report the same try: one lane had it, and the sweep took it for lost. */
    @Test
    default void twoReportsOfOneTryAtOnceCountOnce() {
        NodeId node = node();
        Entry entry = written(node, 1, profile(1)).get(0);
        world().held().hold();
        Future<Void> first = world().held().ledger().record(node, List.of(tried(fresh(entry), Verdict.FAILED)), NOW);
        world().held().awaitHeld(1);
        Future<Void> second = world().ledger().record(node, List.of(tried(fresh(entry), Verdict.DELIVERED)), NOW);
        world().awaitWaiting(1);
        world().held().letGo();
        Await.result(first);
        Await.result(second);

        assertThat(world().counts(profile(1))).isEqualTo(Map.of(Verdict.Kind.FAILED, 1));
        assertThat(world().attempts(StoreSteps.id(entry))).hasSize(1);
    }

    @Test
    default void whatARolledBackReportWouldHaveCountedIsNotCounted() {
        NodeId node = node();
        Entry entry = written(node, 1, profile(1)).get(0);
        world().held().hold();
        Future<Void> lost = world().held().ledger().record(node, List.of(tried(fresh(entry), Verdict.DELIVERED)), NOW);
        world().held().awaitHeld(1);
        world().held().end();

        assertThat(trouble(lost)).isEqualTo(Trouble.Kind.FATE_UNKNOWN);
        assertThat(world().counts(profile(1))).isEmpty();
    }
}
