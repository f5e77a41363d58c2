package dev.ringback.domain.template;

/** One step of a placeholder's path: into a member by name, or, when the name is empty, into an element by index. */
record Step(String name, int index) {
    static Step member(String name) {
        return new Step(name, -1);
    }

    static Step element(int index) {
        return new Step("", index);
    }

    boolean isMember() {
        return index < 0;
    }
}
