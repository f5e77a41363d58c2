package dev.ringback.delivery;

/** The steps of a test call that are timed. A step that was not come to, or not needed, has no time. */
public enum TestStep {
    DNS("dns"),
    CONNECT("connect"),
    TLS("tls"),
    /** From the sending of the request to the head of the answer. */
    FIRST_BYTE("first_byte"),
    /** From the beginning of the first step to the end of the answer. */
    TOTAL("total");

    private final String word;

    TestStep(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
