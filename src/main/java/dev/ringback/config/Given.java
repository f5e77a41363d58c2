package dev.ringback.config;

/** A text somebody gave for a setting, and where: a line of the file, an environment variable, the command line. */
record Given(String text, String source) {
    static final String MASK = "••••";

    private static final int SHOWN_MAX = 80;

    /** Cut, and without control characters: it goes to a terminal. */
    static String quoted(String text) {
        String cut = text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
        return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
