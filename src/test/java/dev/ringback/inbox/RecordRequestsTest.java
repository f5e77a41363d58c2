package dev.ringback.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.InboxId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordRequestsTest {
    private final Slow store = new Slow();
    private final RecordRequests recorder = new RecordRequests(store, 3, 1000);

    @Test
    void gathersWhileABatchIsWritten() {
        Future<Void> first = recorder.add(request(1));
        Future<Void> second = recorder.add(request(1));
        Future<Void> third = recorder.add(request(1));

        store.answer().complete();

        assertThat(first.succeeded()).isTrue();
        assertThat(second.isComplete()).isFalse();
        assertThat(store.batches).containsExactly(1, 2);
        store.answer().complete();
        assertThat(second.succeeded()).isTrue();
        assertThat(third.succeeded()).isTrue();
    }

    @Test
    void refusesWhatItHasNoRoomForUntilABatchIsWritten() {
        Future<Void> large = recorder.add(request(990));

        assertThat(recorder.add(request(990)).failed()).isTrue();
        store.answer().complete();
        assertThat(large.succeeded()).isTrue();
        assertThat(recorder.add(request(1)).isComplete()).isFalse();
        assertThat(recorder.add(request(1)).isComplete()).isFalse();
        assertThat(recorder.add(request(1)).isComplete()).isFalse();
        assertThat(recorder.add(request(1)).failed()).isTrue();
    }

    @Test
    void tellsEverySenderOfABatchThatFailed() {
        Future<Void> lost = recorder.add(request(1));

        store.answer().fail("away");

        assertThat(lost.failed()).isTrue();
        assertThat(recorder.add(request(1)).isComplete()).isFalse();
    }

    private static InboxRequest request(int bytes) {
        InboxId inbox = new InboxId(new UUID(0, 1));
        return new InboxRequest(new UUID(0, 2), inbox, Instant.EPOCH, "GET", "/", List.of(), new byte[bytes]);
    }

    /** A store that answers when the test says so. */
    private static final class Slow implements InboxRequests {
        private final List<Integer> batches = new ArrayList<>();
        private Promise<Void> answer = Promise.promise();

        @Override
        public Future<Void> add(List<InboxRequest> requests) {
            batches.add(requests.size());
            answer = Promise.promise();
            return answer.future();
        }

        Promise<Void> answer() {
            return answer;
        }

        @Override
        public Future<List<InboxRequest>> list(InboxId inbox, Optional<UUID> after, int rows) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<Integer> trim(int kept, Instant oldest) {
            return Future.succeededFuture(0);
        }
    }
}
