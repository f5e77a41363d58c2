import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Stands before the nodes where there is no nginx: each connection goes to the next node that takes it. To play with, on one machine: it knows
 * nothing of HTTP. It is started from its source: {@code java RoundRobin.java PORT NODE_PORT...}
 */
public final class RoundRobin {
    /** A connection needs two threads; those that come when all are busy are closed. */
    private static final int THREADS_MAX = 2000;

    private static final int CONNECT_MILLIS = 1000;
    private static final int WAITING_MAX = 500;

    private final List<InetSocketAddress> nodes;
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, THREADS_MAX, 10, TimeUnit.SECONDS, new SynchronousQueue<>());

    private RoundRobin(List<InetSocketAddress> nodes) {
        this.nodes = nodes;
    }

    public static void main(String[] args) throws IOException {
        List<InetSocketAddress> nodes =
                Stream.of(args).skip(1).map(RoundRobin::loopback).toList();
        try (ServerSocket door = new ServerSocket()) {
            door.setReuseAddress(true);
            door.bind(loopback(args[0]), WAITING_MAX);
            PrintStream out = System.out;
            out.println("ready");
            new RoundRobin(nodes).serve(door);
        }
    }

    private static InetSocketAddress loopback(String port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    }

    private void serve(ServerSocket door) throws IOException {
        while (true) {
            Socket client = door.accept();
            try {
                threads.execute(() -> join(client));
            } catch (java.util.concurrent.RejectedExecutionException busy) {
                close(client);
            }
        }
    }

    private void join(Socket client) {
        Optional<Socket> node = connect();
        try {
            if (node.isPresent()) {
                threads.execute(() -> pass(node.get(), client));
                pass(client, node.get());
            }
        } finally {
            node.ifPresent(RoundRobin::close);
            close(client);
        }
    }

    private Optional<Socket> connect() {
        for (int tries = 0; tries < nodes.size(); tries++) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size())), CONNECT_MILLIS);
                return Optional.of(socket);
            } catch (IOException away) {
                close(socket);
            }
        }
        return Optional.empty();
    }

    /** Until one of the two ends; then the other ends too. */
    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[1 << 14];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                out.write(bytes, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException ended) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // There is nothing left to close.
        }
    }
}
