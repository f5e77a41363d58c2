package dev.ringback.domain;

import java.util.List;

/**
 * What a profile signs with at a time, the newest first: two of each for a while after a rotation. There are pairs if the profile needs
 * them. It is no record: whoever has made digests of it asks whether it is still the same object.
 */
public final class SigningKeys {
    private final List<SigningSecret> secrets;
    private final List<PublicSigner> pairs;

    public SigningKeys(List<SigningSecret> secrets, List<PublicSigner> pairs) {
        this.secrets = List.copyOf(secrets);
        this.pairs = List.copyOf(pairs);
    }

    public List<SigningSecret> secrets() {
        return secrets;
    }

    public List<PublicSigner> pairs() {
        return pairs;
    }
}
