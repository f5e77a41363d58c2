package dev.ringback.domain.template.markup;

/** Holds the parts of a template against the grammar, in their order. HTML has none that a template could break. */
interface Structure {
    Structure FREE = new Structure() {};

    default void start(Tag tag) {
        // Anything goes.
    }

    default void end(String name, int at) {
        // Anything goes.
    }

    /** Literal text between tags. */
    default void text(int from, int to) {
        // Anything goes.
    }

    /** A placeholder, or a section of text, between tags. */
    default void value(int at) {
        // Anything goes.
    }

    /** A comment, or the literal part of a section. */
    default void plain(int from, int to) {
        // Anything goes.
    }

    /** A declaration at the very beginning, of the document's type, or a processing instruction. */
    default void aside(int from, int to) {
        // Anything goes.
    }

    /** The innermost element is written as often as there are values. */
    default void repeated(int at) {
        // Anything goes.
    }

    default void finish() {
        // Anything goes.
    }
}
