package dev.ringback.simulation;

/** Something that must always hold does not. {@code rule} names it for the list of planted bugs. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Rule rule;

    Violation(Rule rule, String words) {
        super(rule + ": " + words);
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }
}
