package dev.ringback.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that takes mail for all but some, or breaks off in the middle. */
public final class RudeMailServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** {@code refused}: recipients it never takes; {@code broken}: it closes the connection after the sender. */
    public RudeMailServer(List<String> refused, boolean broken) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread accepting = new Thread(
                () -> {
                    while (!server.isClosed()) {
                        try {
                            Socket socket = server.accept();
                            open.add(socket);
                            Thread talking = new Thread(() -> talk(socket, refused, broken), "rude mail");
                            talking.setDaemon(true);
                            talking.start();
                        } catch (IOException closed) {
                            return;
                        }
                    }
                },
                "rude mail server");
        accepting.setDaemon(true);
        accepting.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The recipients whose mail it has taken. */
    public List<String> taken() {
        return List.copyOf(taken);
    }

    private void talk(Socket socket, List<String> refused, boolean broken) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            OutputStream out = socket.getOutputStream();
            say(out, "220 rude");
            String recipient = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("RCPT TO:")) {
                    recipient = line.replaceAll(".*<(.*)>.*", "$1");
                    say(out, refused.contains(recipient) ? "550 5.1.1 no such user here" : "250 ok");
                } else if (line.equals("DATA")) {
                    say(out, "354 go on");
                    while (!".".equals(in.readLine())) {
                        continue;
                    }
                    taken.add(recipient);
                    say(out, "250 taken");
                } else if (line.startsWith("MAIL") && broken) {
                    return;
                } else {
                    say(out, line.equals("QUIT") ? "221 bye" : "250 ok");
                }
            }
        } catch (IOException gone) {
            // The client has gone; so do we.
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
