package dev.ringback.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.intake.Entry.Beside;
import dev.ringback.support.Mood;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In one line of an order key the places are given in the order of the request, whichever have idempotency keys. */
class StretchTest {
    private final IntakeWorld world = new IntakeWorld();

    @Test
    void writesALineInTurnWhereSomeHaveKeys() {
        world.store.mood.usually(Mood.Kind.LATE);
        Future<List<Acceptance>> answers = world.accept(
                IntakeWorld.inLineOf("a", "one"), IntakeWorld.inLineOf("a"), IntakeWorld.inLineOf("a", "two"));

        assertThat(keysOfBatches()).containsExactly(List.of("one"));
        world.store.mood.release();
        assertThat(keysOfBatches()).containsExactly(List.of("one"), List.of(""));
        world.store.mood.release();
        world.store.mood.release();

        assertThat(keysOfBatches()).containsExactly(List.of("one"), List.of(""), List.of("two"));
        assertThat(IntakeWorld.answers(answers)).extracting(IntakeWorld::id).isSorted();
    }

    @Test
    void writesDifferentLinesSideBySide() {
        world.store.mood.usually(Mood.Kind.LATE);
        Future<List<Acceptance>> answers =
                world.accept(IntakeWorld.inLineOf("a", "one"), IntakeWorld.inLineOf("b"), IntakeWorld.inLineOf("b"));

        assertThat(keysOfBatches()).containsExactlyInAnyOrder(List.of("one"), List.of("", ""));
        assertThat(answers.isComplete()).isFalse();
    }

    private List<List<String>> keysOfBatches() {
        return world.store.batches.stream()
                .map(batch -> batch.stream()
                        .map(Entry::beside)
                        .map(Beside::key)
                        .map(key -> key.map(Entry.IdempotencyKey::text).orElse(""))
                        .toList())
                .toList();
    }
}
