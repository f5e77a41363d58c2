package dev.ringback.domain.template;

import dev.ringback.domain.template.pattern.TemplateFault;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/** Reads the part of a URL between {@code //} and the path. Nothing is looked up: whether the host exists shows at the first attempt. */
final class Authority {
    private static final int HOST_LENGTH_MAX = 253;
    private static final int LABEL_LENGTH_MAX = 63;
    private static final int PORT_MAX = 65_535;

    private Authority() {}

    static Origin read(String url, int from, int to, boolean tls) {
        String text = url.substring(from, to);
        int bracket = text.startsWith("[") ? text.indexOf(']') : 0;
        int colon = bracket < 0 ? -1 : text.indexOf(':', bracket);
        int placeholder = text.indexOf('<');
        if (placeholder >= 0) {
            boolean inPort = colon >= 0 && placeholder > colon;
            throw new TemplateFault("placeholder in the " + (inPort ? "port" : "host"), from + placeholder);
        }
        if (text.indexOf('@') >= 0) {
            throw new TemplateFault("a user or password before the host: use a header instead", from);
        }
        String host = colon < 0 ? text : text.substring(0, colon);
        if (host.isEmpty()) {
            throw new TemplateFault("no host", from);
        }
        int port = colon < 0 ? (tls ? 443 : 80) : port(text.substring(colon + 1), from + colon + 1);
        return new Origin(tls, host.startsWith("[") ? ipv6(host, from) : name(host, from), port);
    }

    private static int port(String digits, int at) {
        boolean number =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > PORT_MAX) {
            throw new TemplateFault("the port must be 1 to " + PORT_MAX, at);
        }
        return port;
    }

    private static String ipv6(String host, int at) {
        String address = host.substring(1);
        boolean shaped = address.endsWith("]")
                && address.indexOf(':') >= 0
                && address.chars().limit(address.length() - 1L).allMatch(c -> isHex(c) || c == ':' || c == '.');
        if (!shaped || !isIpv6(host)) {
            throw new TemplateFault("not an IPv6 address", at);
        }
        return address.substring(0, address.length() - 1).toLowerCase(Locale.ROOT);
    }

    /** In brackets the JDK takes the text for an address or refuses it; it never asks a name server. */
    private static boolean isIpv6(String bracketed) {
        try {
            return InetAddress.getByName(bracketed).getAddress().length > 0;
        } catch (UnknownHostException wrong) {
            return false;
        }
    }

    private static String name(String host, int at) {
        String ascii;
        try {
            ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException wrong) {
            throw new TemplateFault("not a host name", at);
        }
        String[] labels = (ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii).split("\\.", -1);
        for (String label : labels) {
            if (!isLabel(label)) {
                throw new TemplateFault("not a host name", at);
            }
        }
        if (ascii.length() > HOST_LENGTH_MAX || (endsInNumber(labels) && !isIpv4(labels))) {
            throw new TemplateFault("not a host name", at);
        }
        return ascii;
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= LABEL_LENGTH_MAX
                && label.charAt(0) != '-'
                && label.charAt(label.length() - 1) != '-'
                && label.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_');
    }

    /** Such hosts are taken for addresses by many, in one of several old notations; only the plain one is unmistakable. */
    private static boolean endsInNumber(String[] labels) {
        String last = labels[labels.length - 1];
        String digits = last.startsWith("0x") ? last.substring(2) : last;
        return digits.chars().allMatch(last.startsWith("0x") ? Authority::isHex : c -> c >= '0' && c <= '9');
    }

    private static boolean isIpv4(String[] labels) {
        for (String label : labels) {
            boolean octet = label.length() <= 3
                    && label.chars().allMatch(c -> c >= '0' && c <= '9')
                    && (label.equals("0") || label.charAt(0) != '0')
                    && Integer.parseInt(label) <= 255;
            if (!octet) {
                return false;
            }
        }
        return labels.length == 4;
    }

    static boolean isHex(int c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }
}
