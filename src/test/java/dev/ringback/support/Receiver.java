package dev.ringback.support;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A customer's server that does what a test tells it to, on a raw socket, so that it may also do what no HTTP server does. Each request is
 * played by the next script that was given with {@link #next}, and by the one given with {@link #always} when there is none.
 */
public final class Receiver implements AutoCloseable {
    private static final Script NEVER_READ = exchange -> {};

    private final NetServer server;
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private volatile String greeting = "";
    private volatile Script standing = Scripts.answer(200, "ok");

    private Receiver(NetServer server) {
        this.server = server;
    }

    /** What one request gets. */
    public interface Script {
        void play(Exchange exchange);
    }

    /** {@code connection} counts from 1 over all of the receiver's, {@code number} from 1 on that connection. */
    public record Request(
            int connection,
            int number,
            String method,
            String target,
            Map<String, String> headers,
            byte[] body,
            String serverName) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** A request and the socket it came from. */
    public record Exchange(Request request, NetSocket socket, Context context) {
        public void send(String text) {
            socket.write(Buffer.buffer(text, "ISO-8859-1"));
        }
    }

    public static Receiver start(Vertx vertx) {
        return start(vertx, new NetServerOptions().setHost("127.0.0.1").setPort(0));
    }

    /** With the host, the port and perhaps the certificate of the options. */
    public static Receiver start(Vertx vertx, NetServerOptions options) {
        NetServer server = vertx.createNetServer(options);
        Receiver receiver = new Receiver(server);
        server.connectHandler(socket -> receiver.connected(vertx, socket));
        server.exceptionHandler(handshakeFailed -> {});
        try {
            server.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return receiver;
    }

    public int port() {
        return server.actualPort();
    }

    public Receiver next(Script... some) {
        scripts.addAll(List.of(some));
        return this;
    }

    public Receiver always(Script script) {
        standing = script;
        return this;
    }

    /** From now on new connections are taken and nothing is read from them. */
    public Receiver neverRead() {
        return always(NEVER_READ);
    }

    /** From now on new connections are greeted with this, before anything is read. */
    public Receiver onConnect(String text) {
        greeting = text;
        return this;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many connections were made so far. */
    public int connections() {
        return connections.get();
    }

    /** How many of them are open. */
    public int open() {
        return open.get();
    }

    @Override
    public void close() {
        try {
            server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void connected(Vertx vertx, NetSocket socket) {
        int connection = connections.incrementAndGet();
        open.incrementAndGet();
        socket.exceptionHandler(reset -> {});
        socket.closeHandler(closed -> open.decrementAndGet());
        if (standing == NEVER_READ && scripts.isEmpty()) {
            socket.pause();
            return;
        }
        if (!greeting.isEmpty()) {
            socket.write(Buffer.buffer(greeting, "ISO-8859-1"));
        }
        socket.handler(new Reader(vertx.getOrCreateContext(), socket, connection)::read);
    }

    private final class Reader {
        private final Context context;
        private final NetSocket socket;
        private final int connection;
        private Buffer pending = Buffer.buffer();
        private int number;

        Reader(Context context, NetSocket socket, int connection) {
            this.context = context;
            this.socket = socket;
            this.connection = connection;
        }

        void read(Buffer chunk) {
            pending.appendBuffer(chunk);
            String text = pending.toString(StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            while (end >= 0) {
                Map<String, String> headers = headers(text.substring(0, end));
                int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                int total = end + 4 + length;
                if (pending.length() < total) {
                    return;
                }
                String[] line = text.substring(0, text.indexOf("\r\n")).split(" ", 3);
                byte[] body = pending.getBytes(end + 4, total);
                String name = socket.indicatedServerName() == null ? "" : socket.indicatedServerName();
                Request request = new Request(connection, ++number, line[0], line[1], headers, body, name);
                requests.add(request);
                pending = pending.getBuffer(total, pending.length());
                Script script = scripts.poll();
                (script == null ? standing : script).play(new Exchange(request, socket, context));
                text = pending.toString(StandardCharsets.ISO_8859_1);
                end = text.indexOf("\r\n\r\n");
            }
        }

        private static Map<String, String> headers(String head) {
            Map<String, String> headers = new TreeMap<>();
            head.lines().skip(1).forEach(line -> {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            });
            return headers;
        }
    }
}
