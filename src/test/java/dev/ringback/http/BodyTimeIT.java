package dev.ringback.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ambient.Timers;
import dev.ringback.support.Await;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies that do not come, with a clock of the test's own. */
class BodyTimeIT {
    private final Vertx vertx = Vertx.vertx();
    // Held, as a client that nobody holds is closed by the garbage collector.
    private final NetClient clients = vertx.createNetClient();
    private final BodyBudget budget = new BodyBudget(10_000);
    private final List<Runnable> alarms = new CopyOnWriteArrayList<>();
    private volatile Instant present = Instant.EPOCH;

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    private int serve() {
        Timers timers = new Timers() {
            @Override
            public Timer after(Duration delay, Runnable step) {
                alarms.add(step);
                return () -> {};
            }
        };
        var bodies = new Bodies(budget, () -> present, timers);
        var replies = new Replies(bodies, failure -> false);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> bodies.readAny(request, 5000)
                        .onSuccess(body -> replies.send(request, Answer.noContent()))
                        .onFailure(failure -> replies.fail(request, failure)));
        return Await.result(server.listen(0, "127.0.0.1")).actualPort();
    }

    @Test
    void aBodyThatTricklesIsGivenUpAndGivesBackItsShare() {
        int port = serve();
        NetSocket client = Await.result(clients.connect(port, "127.0.0.1"));
        Buffer answer = Buffer.buffer();
        client.handler(answer::appendBuffer);
        var closed = io.vertx.core.Promise.<Void>promise();
        client.closeHandler(closed::tryComplete);
        Await.result(client.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 4000\r\n\r\nab"));
        Await.until("the body is being read", () -> budget.freeBytes() == 6000 && !alarms.isEmpty());

        present = present.plus(Bodies.TIME_MAX);
        vertx.runOnContext(turn -> alarms.get(0).run());

        Await.result(closed.future());
        assertThat(answer.toString()).startsWith("HTTP/1.1 408 ").contains("/problems/request-timeout");
        assertThat(budget.freeBytes()).isEqualTo(10_000);
    }

    @Test
    void aConnectionLostInTheMiddleGivesBackItsShare() {
        int port = serve();
        NetSocket client = Await.result(clients.connect(port, "127.0.0.1"));
        Await.result(client.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 4000\r\n\r\nab"));
        Await.until("the body is being read", () -> budget.freeBytes() == 6000);

        Await.result(client.close());

        Await.until("the share is back", () -> budget.freeBytes() == 10_000);
    }
}
