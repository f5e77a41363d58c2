package dev.ringback.domain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as scheme {@code v1} of <a href="https://www.standardwebhooks.com">Standard Webhooks</a> says: HMAC-SHA256 over
 * {@code id.timestamp.body}. It keeps its keyed digests between calls, so each event loop has its own: not for use by two threads.
 */
public final class Signature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String SCHEME = "v1,";

    private final Mac[] macs;

    /** With two secrets, as during a rotation, receivers get a signature by each and take either. */
    public Signature(List<SigningSecret> secrets) {
        macs = secrets.stream().map(secret -> keyed(secret.key())).toArray(Mac[]::new);
    }

    /** The value of {@code webhook-signature}: one signature for each secret, separated by spaces. */
    public String header(String id, long epochSeconds, byte[] body) {
        byte[] head = head(id, epochSeconds);
        if (macs.length == 1) {
            return SCHEME + sign(macs[0], head, body);
        }
        StringBuilder header = new StringBuilder();
        for (Mac mac : macs) {
            header.append(header.length() == 0 ? "" : " ").append(SCHEME).append(sign(mac, head, body));
        }
        return header.toString();
    }

    /** What is signed before the body. */
    static byte[] head(String id, long epochSeconds) {
        return (id + '.' + epochSeconds + '.').getBytes(ISO_8859_1);
    }

    private static String sign(Mac mac, byte[] head, byte[] body) {
        mac.update(head);
        mac.update(body);
        return Base64.getEncoder().encodeToString(mac.doFinal());
    }

    static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + ALGORITHM, missing);
        }
    }
}
