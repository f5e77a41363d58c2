package dev.ringback.domain;

import dev.ringback.domain.cipher.CannotEncrypt;

/** Makes of a body one that only the receiver can read; safe for all threads. The domain has no such algorithm of its own. */
public interface BodyCipher {
    /** @throws CannotEncrypt when it cannot: then nothing may be sent */
    byte[] encrypt(byte[] body, String contentType);
}
