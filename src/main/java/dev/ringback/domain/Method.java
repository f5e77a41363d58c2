package dev.ringback.domain;

/** How a receiver is called. */
public enum Method {
    GET(false),
    POST(true),
    PUT(true),
    DELETE(false);

    private final boolean body;

    Method(boolean body) {
        this.body = body;
    }

    public boolean hasBody() {
        return body;
    }
}
