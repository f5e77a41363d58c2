package dev.ringback.domain;

/** A pair of keys for Ed25519, made ready once; safe for all threads. The domain has no such algorithm of its own. */
public interface PublicSigner {
    byte[] sign(byte[] message);

    /** 32 bytes. */
    byte[] publicKey();
}
