package dev.ringback.support;

import dev.ringback.support.Receiver.Exchange;
import dev.ringback.support.Receiver.Script;
import java.time.Duration;

/** What receivers do, well or badly. */
public final class Scripts {
    private static final int PERIOD_MILLIS = 20;
    private static final String FILL = "x".repeat(8 * 1024);

    private Scripts() {}

    public static Script answer(int status, String body) {
        return raw(head(status, "content-length: " + body.length()) + body);
    }

    /** With more headers, each {@code name: value}. */
    public static Script answer(int status, String body, String... headers) {
        return raw(head(status, "content-length: " + body.length(), String.join("\r\n", headers)) + body);
    }

    /** Exactly these bytes. */
    public static Script raw(String text) {
        return exchange -> exchange.send(text);
    }

    /** Exactly these bytes, then the end of the connection. */
    public static Script rawAndClose(String text) {
        return exchange -> exchange.socket().end(io.vertx.core.buffer.Buffer.buffer(text, "ISO-8859-1"));
    }

    /** Reads the request and says nothing. */
    public static Script hang() {
        return exchange -> {};
    }

    /** Reads the request and closes without a word. */
    public static Script close() {
        return exchange -> exchange.socket().close();
    }

    public static Script after(Duration wait, Script script) {
        return exchange -> exchange.context().owner().setTimer(wait.toMillis(), id -> script.play(exchange));
    }

    /** Answers, then closes the connection although it said nothing of it. */
    public static Script answerAndClose(int status, String body) {
        return rawAndClose(head(status, "content-length: " + body.length()) + body);
    }

    /** A head and then one byte of the body every 20 ms, as long as anyone listens. */
    public static Script trickle(int status) {
        return exchange -> {
            exchange.send(head(status, "content-length: 1000000"));
            everyPeriod(exchange, "x");
        };
    }

    /** Headers, one every 20 ms, that never end. */
    public static Script trickleHeaders() {
        return exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\n");
            everyPeriod(exchange, "x-a: b\r\n");
        };
    }

    /** A body as fast as it is read, without an end. */
    public static Script endlessBody(int status) {
        return exchange -> {
            exchange.send(head(status, "transfer-encoding: chunked"));
            flood(exchange, Integer.toHexString(FILL.length()) + "\r\n" + FILL + "\r\n");
        };
    }

    public static Script endlessHeaders() {
        return exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\n");
            flood(exchange, "x-fill: " + FILL.substring(0, 1000) + "\r\n");
        };
    }

    /** Bytes that are no HTTP, without a line's end. */
    public static Script endlessLine() {
        return exchange -> flood(exchange, FILL);
    }

    private static String head(int status, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
        for (String header : headers) {
            head.append(header.isEmpty() ? "" : header + "\r\n");
        }
        return head.append("\r\n").toString();
    }

    private static void everyPeriod(Exchange exchange, String text) {
        long timer = exchange.context().owner().setPeriodic(PERIOD_MILLIS, id -> exchange.send(text));
        exchange.socket().exceptionHandler(gone -> exchange.context().owner().cancelTimer(timer));
        exchange.socket().endHandler(gone -> exchange.context().owner().cancelTimer(timer));
    }

    private static void flood(Exchange exchange, String text) {
        exchange.socket()
                .write(io.vertx.core.buffer.Buffer.buffer(text, "ISO-8859-1"))
                .onSuccess(written -> {
                    exchange.context().runOnContext(again -> flood(exchange, text));
                });
    }
}
