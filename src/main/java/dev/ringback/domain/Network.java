package dev.ringback.domain;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of addresses: {@code 10.1.0.0/16}, {@code fd12::/48}, or one address. */
public record Network(InetAddress first, int prefix) {
    private static final Pattern TEXT = Pattern.compile("([0-9a-fA-F:.]{2,45})(?:/([0-9]{1,3}))?");

    public static Optional<Network> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || AddressRule.literal(parts.group(1)).isEmpty()) {
            return Optional.empty();
        }
        InetAddress first = AddressRule.literal(parts.group(1)).get();
        int bits = first.getAddress().length * Byte.SIZE;
        int prefix = parts.group(2) == null ? bits : Integer.parseInt(parts.group(2));
        // A bit behind the prefix is a mistake: another network may have been meant.
        return prefix <= bits && isZeroFrom(first.getAddress(), prefix)
                ? Optional.of(new Network(first, prefix))
                : Optional.empty();
    }

    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((mine[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    boolean isOneAddress() {
        return prefix == first.getAddress().length * Byte.SIZE;
    }

    private static boolean isZeroFrom(byte[] address, int prefix) {
        for (int bit = prefix; bit < address.length * Byte.SIZE; bit++) {
            if ((address[bit / Byte.SIZE] & 0x80 >> (bit % Byte.SIZE)) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + prefix;
    }
}
