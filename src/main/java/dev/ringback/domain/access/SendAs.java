package dev.ringback.domain.access;

/** How client and secret are sent to the token server. With GET, a form is the query. */
public enum SendAs {
    FORM("form"),
    JSON("json"),
    BASIC("basic");

    private final String word;

    SendAs(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
