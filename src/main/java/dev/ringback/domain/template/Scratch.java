package dev.ringback.domain.template;

import dev.ringback.domain.template.value.Bytes;
import dev.ringback.domain.template.value.Values;

/** The room that renderings take turns in: one for each event loop, not for two threads. */
public final class Scratch {
    private final int bytesMax;
    private final Bytes bytes;
    private final Values values = new Values();

    /** {@code bytesMax} bounds each rendered request: one large value may be named many times. */
    public Scratch(int bytesMax) {
        this.bytesMax = bytesMax;
        bytes = new Bytes(bytesMax);
    }

    int bytesMax() {
        return bytesMax;
    }

    Bytes bytes() {
        return bytes;
    }

    Values values() {
        return values;
    }

    void clear() {
        bytes.clear();
        values.clear();
    }
}
