package dev.ringback.domain.template;

import dev.ringback.domain.cipher.Ciphers;
import dev.ringback.domain.cipher.ValueKey;
import dev.ringback.domain.template.value.Bytes;
import dev.ringback.domain.template.value.Values;
import java.util.Optional;

/** The room that renderings take turns in: one for each event loop, not for two threads. */
public final class Scratch {
    private final int bytesMax;
    private final Bytes bytes;
    private final Values values;
    private final Optional<Ciphers> ciphers;

    /** {@code bytesMax} bounds each rendered request: one large value may be named many times. */
    public Scratch(int bytesMax, Ciphers ciphers) {
        this(bytesMax, Optional.of(ciphers));
    }

    /** For what is not encrypted: a template that has to be is not rendered. */
    public Scratch(int bytesMax) {
        this(bytesMax, Optional.empty());
    }

    private Scratch(int bytesMax, Optional<Ciphers> ciphers) {
        this.bytesMax = bytesMax;
        this.ciphers = ciphers;
        bytes = new Bytes(bytesMax);
        values = new Values(bytesMax);
    }

    void encryptWith(ValueKey key) {
        ciphers.ifPresent(it -> values.encryptBy(plain -> it.encrypt(plain, key)));
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
