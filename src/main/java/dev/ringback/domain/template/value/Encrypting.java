package dev.ringback.domain.template.value;

import dev.ringback.domain.cipher.CannotEncrypt;

/** What makes of a plain text one that only the receiver can read, in base64. */
public interface Encrypting {
    /** Where nothing is to be encrypted. Were it asked for, nothing must leave in the clear. */
    Encrypting NEVER = plain -> {
        throw new CannotEncrypt("no key is at hand", new IllegalStateException("a template without its key"));
    };

    byte[] base64(byte[] plain);
}
