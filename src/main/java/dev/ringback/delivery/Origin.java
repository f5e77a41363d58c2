package dev.ringback.delivery;

/** Where a receiver listens. The host is a name or an address; one of IPv6 stands without its brackets. */
public record Origin(boolean tls, String host, int port) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    public Origin {
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
    }

    /** The origin of a URL's parts; a port of -1 is the scheme's own. */
    public static Origin of(String scheme, String host, int port) {
        boolean tls = scheme.equalsIgnoreCase("https");
        return new Origin(tls, host, port >= 0 ? port : defaultPort(tls));
    }

    private static int defaultPort(boolean tls) {
        return tls ? HTTPS_PORT : HTTP_PORT;
    }

    /** As it stands in the {@code Host} header. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == defaultPort(tls) ? name : name + ":" + port;
    }
}
