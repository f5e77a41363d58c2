package dev.ringback.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.AccountId;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The link by which a recipient takes himself off a list without a key: it says who, and is signed, so that nobody takes off another. */
public final class UnsubscribeLink {
    public static final String PREFIX = "/unsubscribe/";

    private static final int SIGNATURE_BYTES = 16;
    private static final int TOKEN_MAX = 1000;

    private final String base;
    private final UnaryOperator<byte[]> sign;

    /** {@code base} is the node's public address; {@code sign} is the same on all nodes. */
    public UnsubscribeLink(String base, UnaryOperator<byte[]> sign) {
        this.base = base;
        this.sign = sign;
    }

    /** What one can be on. */
    public enum List {
        REPORTS,
        NOTIFICATIONS
    }

    /** Who is to be taken off what. */
    public record Leaving(AccountId account, String recipient, List list) {}

    public String url(Leaving leaving) {
        byte[] who = (leaving.list() + "\n" + leaving.account().value() + "\n" + leaving.recipient()).getBytes(UTF_8);
        return base + PREFIX + text(who) + "." + text(signature(who));
    }

    /** Empty when it is none of ours. */
    public Optional<Leaving> read(String path) {
        String[] parts =
                path.substring(Math.min(path.length(), PREFIX.length())).split("\\.", -1);
        if (parts.length != 2 || path.length() > TOKEN_MAX) {
            return Optional.empty();
        }
        try {
            byte[] who = Base64.getUrlDecoder().decode(parts[0]);
            if (!MessageDigest.isEqual(Base64.getUrlDecoder().decode(parts[1]), signature(who))) {
                return Optional.empty();
            }
            String[] words = new String(who, UTF_8).split("\n", 3);
            return Optional.of(new Leaving(new AccountId(words[1]), words[2], List.valueOf(words[0])));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private byte[] signature(byte[] who) {
        return Arrays.copyOf(sign.apply(who), SIGNATURE_BYTES);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
