package dev.ringback.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The name that Hazelcast compares when somebody wants to join: made of the name and the secret, so that whoever lacks one of them stays out by
 * accident at least. It goes over the wire in the open, and must not tell the secret. Nodes and publishers have it from here.
 */
public final class ClusterName {
    private static final String PURPOSE = "ringback cluster ";
    private static final int HEX_DIGITS = 32;

    private ClusterName() {}

    public static String of(String name, Optional<String> secret) {
        String key = PURPOSE + secret.orElse("");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] derived = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return name + "-" + HexFormat.of().formatHex(derived).substring(0, HEX_DIGITS);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HmacSHA256", missing);
        }
    }
}
