package dev.ringback.domain.template;

/** Where a profile's requests go, the same for all of them. An IPv6 address has no brackets here. */
public record Origin(boolean tls, String host, int port) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** What the {@code host} header says: with the port only when it is not the scheme's own. */
    public String authority() {
        String name = host.indexOf(':') < 0 ? host : '[' + host + ']';
        return port == (tls ? HTTPS_PORT : HTTP_PORT) ? name : name + ':' + port;
    }

    /** Up to where the path begins. */
    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }
}
