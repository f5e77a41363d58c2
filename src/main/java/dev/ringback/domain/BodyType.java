package dev.ringback.domain;

/** What a body template is written in, which decides how the values in it are escaped. */
public enum BodyType {
    JSON("json", "application/json"),
    XML("xml", "application/xml; charset=utf-8"),
    HTML("html", "text/html; charset=utf-8"),
    TEXT("text", "text/plain; charset=utf-8");

    private final String word;
    private final String contentType;

    BodyType(String word, String contentType) {
        this.word = word;
        this.contentType = contentType;
    }

    public String word() {
        return word;
    }

    public String contentType() {
        return contentType;
    }
}
