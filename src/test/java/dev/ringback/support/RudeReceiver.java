package dev.ringback.support;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.function.BiConsumer;

/** A customer's server that does not answer as one should. */
public final class RudeReceiver implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetServer server;

    public enum Manner {
        HANGS((vertx, socket) -> {}),
        CLOSES_EARLY((vertx, socket) -> socket.close()),
        TALKS_GARBAGE((vertx, socket) -> socket.write("\u0001\u0002 no HTTP at all\r\n\r\n")),
        SENDS_ENDLESS_HEADERS((vertx, socket) -> {
            socket.write("HTTP/1.1 200 OK\r\n");
            pour(vertx, socket, Buffer.buffer("x-more: " + "a".repeat(1000) + "\r\n"), 5);
        }),
        SENDS_AN_ENDLESS_BODY((vertx, socket) -> {
            socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
            pour(vertx, socket, Buffer.buffer("400\r\n" + "a".repeat(1024) + "\r\n"), 5);
        }),
        TRICKLES((vertx, socket) ->
                pour(vertx, socket, Buffer.buffer("HTTP/1.1 200 OK\r\nx: ").appendString("a"), 300));

        private final BiConsumer<Vertx, NetSocket> answer;

        Manner(BiConsumer<Vertx, NetSocket> answer) {
            this.answer = answer;
        }

        /** For the trickler the pieces are the single bytes of what never becomes a whole head. */
        private static void pour(Vertx vertx, NetSocket socket, Buffer piece, int everyMillis) {
            int[] sent = {0};
            long timer = vertx.setPeriodic(everyMillis, tick -> {
                if (everyMillis < 100) {
                    if (!socket.writeQueueFull()) {
                        socket.write(piece);
                    }
                } else {
                    int at = Math.min(sent[0]++, piece.length() - 1);
                    socket.write(piece.slice(at, at + 1));
                }
            });
            socket.closeHandler(closed -> vertx.cancelTimer(timer));
        }
    }

    public RudeReceiver(Manner manner) {
        server = Await.result(vertx.createNetServer()
                .connectHandler(socket -> {
                    boolean[] answered = {false};
                    socket.handler(request -> {
                        if (!answered[0]) {
                            answered[0] = true;
                            manner.answer.accept(vertx, socket);
                        }
                    });
                    socket.exceptionHandler(broken -> {});
                })
                .listen(0, "127.0.0.1"));
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/hook";
    }

    @Override
    public void close() {
        Await.result(vertx.close());
    }
}
