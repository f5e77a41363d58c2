package dev.ringback.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands a message on as it is. What stays on a node must never be sent over the wire, so it refuses to be. */
final class ReferenceCodec implements MessageCodec<Object, Object> {
    private final String name;

    ReferenceCodec(String name) {
        this.name = name;
    }

    @Override
    public void encodeToWire(Buffer buffer, Object message) {
        throw new IllegalStateException("this message does not leave its node");
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        throw new IllegalStateException("this message does not leave its node");
    }

    @Override
    public Object transform(Object message) {
        return message;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
