package dev.ringback.delivery;

import dev.ringback.domain.Excerpt;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gathers what is kept of one answer: status line and headers, then as much of the body as the bound leaves room for. */
final class AnswerText {
    private static final Set<String> SECRET =
            Set.of("set-cookie", "set-cookie2", "authorization", "proxy-authorization");
    private static final String MASK = "••••";

    private final byte[] head;
    private final int bytesMax;
    private byte[] body = new byte[0];
    private int length;

    AnswerText(HttpResponse answer, int bytesMax) {
        this.head = head(answer, bytesMax);
        this.bytesMax = bytesMax;
    }

    void add(ByteBuf chunk) {
        int room = Math.min(bytesMax - length, chunk.readableBytes());
        if (room > 0) {
            if (body.length < length + room) {
                body = Arrays.copyOf(body, Math.min(bytesMax, Math.max(length + room, 2 * body.length)));
            }
            chunk.getBytes(chunk.readerIndex(), body, length, room);
            length += room;
        }
    }

    /** As far as it was kept. */
    byte[] body() {
        return Arrays.copyOf(body, length);
    }

    boolean isWhole(int bytesRead) {
        return bytesRead <= length;
    }

    /** A long head gives way to the body, which says what went wrong, up to half of the room. */
    Excerpt excerpt() {
        int bodyShare = Math.min(length, Math.max(bytesMax - head.length, bytesMax / 2));
        int headShare = Math.min(head.length, bytesMax - bodyShare);
        byte[] all = Arrays.copyOf(head, headShare + bodyShare);
        if (headShare > 1 && headShare < head.length) {
            all[headShare - 2] = '\n';
            all[headShare - 1] = '\n';
        }
        System.arraycopy(body, 0, all, headShare, bodyShare);
        return new Excerpt(all);
    }

    private static byte[] head(HttpResponse answer, int bytesMax) {
        StringBuilder text = new StringBuilder(256);
        text.append("HTTP/1.1 ").append(answer.status().code());
        String message = answer.status().reasonPhrase();
        if (!message.isEmpty()) {
            text.append(' ').append(message);
        }
        text.append('\n');
        for (Map.Entry<String, String> header : answer.headers()) {
            String name = header.getKey();
            boolean secret = SECRET.contains(name.toLowerCase(Locale.ROOT));
            text.append(name)
                    .append(": ")
                    .append(secret ? MASK : header.getValue())
                    .append('\n');
            if (text.length() > bytesMax) {
                break;
            }
        }
        byte[] bytes = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        return bytes.length > bytesMax ? Arrays.copyOf(bytes, bytesMax) : bytes;
    }
}
