package dev.ringback.domain;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * Which addresses callbacks may not call, so that nobody reaches the operator's own network through a profile. Of IPv4 the ranges that are
 * not the public internet are refused; of IPv6 everything is, but for the public range and the forms that carry a public IPv4 address.
 */
public final class AddressRule {
    /** First address and prefix length, from the IANA registry of special-purpose addresses. */
    private static final long[][] FORBIDDEN_V4 = {
        {0x00000000L, 8}, // this network
        {0x0a000000L, 8}, // private
        {0x64400000L, 10}, // carrier-grade NAT
        {0x7f000000L, 8}, // loopback
        {0xa9fe0000L, 16}, // link-local, among them the metadata services of clouds
        {0xac100000L, 12}, // private
        {0xc0000000L, 24}, // protocol assignments
        {0xc0000200L, 24}, // documentation
        {0xc0586300L, 24}, // 6to4 relays
        {0xc0a80000L, 16}, // private
        {0xc6120000L, 15}, // benchmarks
        {0xc6336400L, 24}, // documentation
        {0xcb007100L, 24}, // documentation
        {0xe0000000L, 4}, // multicast
        {0xf0000000L, 4}, // reserved, and broadcast
    };

    private static final int V4_LENGTH = 4;
    private static final int V6_LENGTH = 16;
    private static final long MAX_V4 = 0xffff_ffffL;

    private AddressRule() {}

    public static boolean isForbidden(InetAddress address) {
        return isForbidden(address.getAddress());
    }

    /** An address of 4 or 16 bytes; one of another length is none that may be called. */
    public static boolean isForbidden(byte[] address) {
        if (address.length == V4_LENGTH) {
            return isForbiddenV4(word(address, 0));
        }
        return address.length != V6_LENGTH || isForbiddenV6(address);
    }

    private static boolean isForbiddenV4(long address) {
        for (long[] range : FORBIDDEN_V4) {
            if ((address ^ range[0]) >>> (Integer.SIZE - range[1]) == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForbiddenV6(byte[] address) {
        long first = word(address, 0);
        long second = word(address, 4);
        long third = word(address, 8);
        boolean mapped = first == 0 && second == 0 && third == 0x0000_ffffL;
        boolean nat64 = first == 0x0064_ff9bL && second == 0 && third == 0;
        if (mapped || nat64) {
            return isForbiddenV4(word(address, 12));
        }
        if (first >>> 29 != 0b001) {
            return true;
        }
        if (first >>> 16 == 0x2002) {
            return isForbiddenV4((first & 0xffff) << 16 | second >>> 16);
        }
        boolean assignedToProtocols = first >>> 9 == 0x2001_0000L >>> 9;
        boolean documentation = first == 0x2001_0db8L || first >>> 12 == 0x3fff_0000L >>> 12;
        return assignedToProtocols || documentation;
    }

    private static long word(byte[] bytes, int at) {
        return (bytes[at] & 0xffL) << 24
                | (bytes[at + 1] & 0xffL) << 16
                | (bytes[at + 2] & 0xffL) << 8
                | (bytes[at + 3] & 0xffL);
    }

    /** Whether it is the metadata service of a cloud, in any form that carries such an address. */
    static boolean isMetadata(byte[] address) {
        if (address.length == V4_LENGTH) {
            return Metadata.isV4(word(address, 0));
        }
        if (address.length != V6_LENGTH) {
            return false;
        }
        long first = word(address, 0);
        boolean carries = first == 0 || first == 0x0064_ff9bL;
        if (first >>> 16 == 0x2002) {
            return Metadata.isV4((first & 0xffff) << 16 | word(address, 4) >>> 16);
        }
        if (first == 0x2001_0000L) {
            // Teredo has the address of the client, each bit turned over.
            return Metadata.isV4(word(address, 12) ^ MAX_V4);
        }
        // Mapped, compatible, translated by SIIT, and by NAT64 with either prefix: the last four bytes are the address.
        return Metadata.isV6(address) || (carries && Metadata.isV4(word(address, 12)));
    }

    /** Names that mean the machine itself wherever they are looked up. */
    static boolean isThisMachine(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("localhost.localdomain")
                || name.equals("ip6-localhost")
                || name.equals("ip6-loopback");
    }

    /**
     * The address that a host is, if it is one and not a name: IPv6 with or without brackets, and IPv4 in each spelling that programs take
     * (four parts or fewer, decimal, octal, hexadecimal, a full stop at the end, digits of other scripts).
     */
    public static Optional<InetAddress> literal(String host) {
        String name = normal(host);
        if (name.indexOf(':') >= 0) {
            return v6(name);
        }
        return looksNumeric(name) ? v4(name) : Optional.empty();
    }

    /** Whether the host would be read as a number if it were an address, so that no name server is asked for it. */
    public static boolean looksNumeric(String host) {
        String name = normal(host);
        if (name.indexOf(':') >= 0) {
            return true;
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        return !last.isEmpty() && (last.chars().allMatch(c -> c >= '0' && c <= '9') || last.matches("0x[0-9a-f]*"));
    }

    static String normal(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        if (!name.chars().allMatch(c -> c < 0x80)) {
            try {
                name = IDN.toASCII(name).toLowerCase(Locale.ROOT);
            } catch (IllegalArgumentException notAName) {
                return name;
            }
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static Optional<InetAddress> v6(String name) {
        int zone = name.indexOf('%');
        String address = zone < 0 ? name : name.substring(0, zone);
        if (!address.chars().allMatch(c -> isHexDigit(c) || c == ':' || c == '.')) {
            return Optional.empty();
        }
        try {
            // With a colon in it this is parsed and never asked of a name server.
            return Optional.of(InetAddress.getByName(address));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** As URLs are read by browsers and by inet_aton: the last part fills all bytes that are left. */
    private static Optional<InetAddress> v4(String name) {
        String[] parts = name.split("\\.", -1);
        if (parts.length > V4_LENGTH) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            long part = number(parts[i]);
            long most = last ? MAX_V4 >>> (8 * i) : 255;
            if (part < 0 || part > most) {
                return Optional.empty();
            }
            address |= last ? part : part << (24 - 8 * i);
        }
        byte[] bytes = {(byte) (address >>> 24), (byte) (address >>> 16), (byte) (address >>> 8), (byte) address};
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }

    /** -1 for what is no number. */
    private static long number(String part) {
        if (!part.chars().allMatch(c -> isHexDigit(c) || c == 'x')) {
            return -1;
        }
        try {
            if (part.startsWith("0x")) {
                return part.length() == 2 ? 0 : Long.parseLong(part.substring(2), 16);
            }
            return part.length() > 1 && part.startsWith("0") ? Long.parseLong(part, 8) : Long.parseLong(part);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    private static boolean isHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
