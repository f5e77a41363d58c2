package dev.ringback.audit;

/**
 * A change as it was written. The title of the key, and that of the thing, are those of then: either may be gone by now. {@code keyTitle} is
 * empty when no key made it.
 */
public record Entry(Change change, String keyTitle, Subject subject) {
    /** What was changed, by the id that the API shows. */
    public record Subject(Kind kind, String id, String title) {}

    /** What can be changed. */
    public enum Kind {
        PROFILE("profile"),
        API_KEY("api_key");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
