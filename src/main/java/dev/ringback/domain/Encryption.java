package dev.ringback.domain;

import dev.ringback.domain.cipher.AesAlgorithm;
import dev.ringback.domain.cipher.IvChoice;
import java.util.List;
import java.util.Optional;

/** How the content of a profile's callbacks is encrypted, beside TLS. */
public sealed interface Encryption {
    /** The content goes as it is; TLS alone protects it. */
    record Off() implements Encryption {}

    /**
     * The values of variables, each by itself, wherever they stand: of all variables when none is named. Key and IV are the bytes of the texts;
     * there is an IV when it is the same for all values.
     */
    record OfValues(
            AesAlgorithm algorithm, IvChoice ivChoice, SecretText key, Optional<SecretText> iv, List<String> variables)
            implements Encryption {
        public OfValues {
            variables = List.copyOf(variables);
        }
    }

    /** The whole body, to the receiver's public key, which is in PEM or a JWK as it was given. */
    record OfBody(KeyAlgorithm algorithm, String publicKey) implements Encryption {}

    /** How the key of a body is given to the receiver, in the words of RFC 7518. The body itself is encrypted by {@code A256GCM}. */
    enum KeyAlgorithm {
        RSA_OAEP_256("RSA-OAEP-256"),
        ECDH_ES("ECDH-ES");

        private final String word;

        KeyAlgorithm(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
