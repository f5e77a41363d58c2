package dev.ringback.bench;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayDeque;

/**
 * The relay on one event loop: a server, and idle connections to the receiver. Bodies go through by reference, and nothing crosses to
 * another loop. The connections are kept here, as in the product, because the client's own pool is slower.
 */
final class RelayVerticle extends VerticleBase {
    private static final int CONNECTIONS_MAX = 64;
    /** Beyond this the publishers wait for their answers, or the line would eat the heap. */
    private static final int LINE_MAX = 5_000;

    private static final String HOST = "127.0.0.1";
    private static final String BATCH = "/batch";
    private static final String TARGET = "/hook";

    private final int port;
    private final HttpConnectOptions receiver;
    private final RequestOptions request =
            new RequestOptions().setMethod(HttpMethod.POST).setURI(TARGET);
    private final ArrayDeque<HttpClientConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<Buffer> line = new ArrayDeque<>();
    private final ArrayDeque<HttpServerResponse> held = new ArrayDeque<>();
    private HttpClientAgent client;
    private int connections;

    RelayVerticle(int port, int receiverPort) {
        this.port = port;
        this.receiver = new HttpConnectOptions().setHost(HOST).setPort(receiverPort);
    }

    @Override
    public Future<?> start() {
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setHttp2ClearTextUpgrade(false));
        return vertx.createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
                .requestHandler(this::take)
                .listen(port, HOST);
    }

    private void take(HttpServerRequest submission) {
        boolean batch = submission.path().endsWith(BATCH);
        submission.body().onSuccess(body -> {
            if (batch) {
                Batch.split(body, this::relay);
            } else {
                relay(body);
            }
            HttpServerResponse answer = submission.response().setStatusCode(202);
            if (line.size() < LINE_MAX) {
                answer.end();
            } else {
                held.add(answer);
            }
        });
    }

    private void relay(Buffer body) {
        HttpClientConnection connection = idle.poll();
        if (connection != null) {
            send(connection, body);
            return;
        }
        line.add(body);
        if (connections < CONNECTIONS_MAX) {
            connections++;
            client.connect(receiver).onComplete(this::connected);
        }
    }

    private void connected(AsyncResult<HttpClientConnection> made) {
        if (made.failed()) {
            connections--;
            return;
        }
        HttpClientConnection connection = made.result();
        connection.closeHandler(closed -> {
            connections--;
            idle.remove(connection);
        });
        next(connection);
    }

    private void next(HttpClientConnection connection) {
        Buffer body = line.poll();
        if (body == null) {
            idle.push(connection);
        } else {
            send(connection, body);
        }
        if (line.size() < LINE_MAX / 2) {
            for (HttpServerResponse answer = held.poll(); answer != null; answer = held.poll()) {
                answer.end();
            }
        }
    }

    private void send(HttpClientConnection connection, Buffer body) {
        connection.request(request).onSuccess(made -> exchange(connection, made, body));
    }

    private void exchange(HttpClientConnection connection, HttpClientRequest made, Buffer body) {
        made.send(body).onSuccess(answer -> read(connection, answer));
    }

    private void read(HttpClientConnection connection, HttpClientResponse answer) {
        answer.endHandler(end -> next(connection));
    }
}
