package dev.ringback.audit;

/**
 * A change as it was written. The title of the key, or the mail address of the user, and the title of the thing are those of then: all may be
 * gone by now. {@code byTitle} is empty when Ringback itself made it.
 */
public record Entry(Change change, String byTitle, Subject subject) {
    /** What was changed, by the id that the API shows. */
    public record Subject(Kind kind, String id, String title) {}

    /** What can be changed. */
    public enum Kind {
        PROFILE("profile"),
        API_KEY("api_key"),
        USER("user");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
