package dev.ringback.domain.template.value;

/** One step of a placeholder's path: into a member by name, or, when the name is empty, into an element by index or into each of them. */
public record Step(String name, int index) {
    /** Written {@code [n]}. */
    public static final Step EACH = new Step("", -2);

    public static Step member(String name) {
        return new Step(name, -1);
    }

    public static Step element(int index) {
        return new Step("", index);
    }

    boolean isMember() {
        return index == -1;
    }
}
