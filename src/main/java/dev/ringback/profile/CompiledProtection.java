package dev.ringback.profile;

import dev.ringback.crypto.BadKey;
import dev.ringback.crypto.Ed25519Pair;
import dev.ringback.crypto.EncryptBody;
import dev.ringback.domain.BodyCipher;
import dev.ringback.domain.Encryption;
import dev.ringback.domain.Profile;
import dev.ringback.domain.PublicSigner;
import dev.ringback.domain.SignatureSpec.Scheme;
import dev.ringback.domain.SigningKeys;
import dev.ringback.domain.SigningSecret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys of a profile, ready to use: those to sign with now and, for a while after a rotation, those of before; that of the receiver. */
record CompiledProtection(SigningKeys keys, SigningKeys inRotation, Instant rotationUntil, Optional<BodyCipher> body) {

    static CompiledProtection of(KeptProfile kept) throws BadKey {
        Profile profile = kept.profile();
        Encryption encryption = profile.spec().protection().encryption();
        Optional<BodyCipher> body =
                encryption instanceof Encryption.OfBody ofBody ? Optional.of(EncryptBody.of(ofBody)) : Optional.empty();
        boolean paired = profile.spec().protection().signature().has(Scheme.V1A);
        if (paired && !profile.secret().hasSeed()) {
            // Each change gives it one; better not used than unsigned.
            throw new BadKey("for the signature v1a is not there; rotate its secret");
        }
        return signing(kept, paired, body);
    }

    /** Of a profile that is not used. */
    static CompiledProtection none(KeptProfile kept) {
        return signing(kept, false, Optional.empty());
    }

    private static CompiledProtection signing(KeptProfile kept, boolean paired, Optional<BodyCipher> body) {
        SigningSecret secret = kept.profile().secret();
        SigningKeys keys = keys(List.of(secret), paired);
        SigningKeys both = kept.former()
                .map(former -> keys(List.of(secret, former.secret()), paired))
                .orElse(keys);
        return new CompiledProtection(
                keys, both, kept.former().map(KeptProfile.FormerSecret::until).orElse(Instant.MIN), body);
    }

    private static SigningKeys keys(List<SigningSecret> secrets, boolean paired) {
        List<PublicSigner> pairs = secrets.stream()
                .filter(secret -> paired && secret.hasSeed())
                .<PublicSigner>map(secret -> new Ed25519Pair(secret.seed()))
                .toList();
        return new SigningKeys(secrets, pairs);
    }

    SigningKeys keysAt(Instant now) {
        return now.isBefore(rotationUntil) ? inRotation : keys;
    }
}
