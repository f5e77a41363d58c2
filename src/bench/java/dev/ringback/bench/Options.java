package dev.ringback.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line of {@code bin/bench}. */
record Options(
        String command, Size size, boolean kill, boolean keep, int rounds, int pad, Map<String, String> settings) {
    private static final int PAD = 200;
    private static final int NUMBER_MAX = 100_000;

    /** How long it may take: for figures to be compared, for a look, for a test. */
    enum Size {
        FULL,
        QUICK,
        SMOKE
    }

    /** What is wrong with the command line; the exit status is 2. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static Options parse(List<String> words) {
        if (words.isEmpty()) {
            throw new Wrong("which benchmark?");
        }
        String command = words.get(0);
        Size size = Size.FULL;
        boolean kill = false;
        boolean keep = false;
        int rounds = 0;
        int pad = PAD;
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            boolean path = command.equals("path");
            if (word.equals("--quick")) {
                size = Size.QUICK;
            } else if (word.equals("--smoke") && path) {
                size = Size.SMOKE;
            } else if (word.equals("--kill") && path) {
                kill = true;
            } else if (word.equals("--keep")) {
                keep = true;
            } else if (word.equals("--rounds")) {
                rounds = number(word, words, ++i, 1);
            } else if (word.equals("--pad")) {
                pad = number(word, words, ++i, 0);
            } else if (word.equals("--set")) {
                setting(settings, value(word, words, ++i));
            } else {
                throw new Wrong("bench " + command + " has no option " + word);
            }
        }
        return new Options(command, size, kill, keep, rounds, pad, settings);
    }

    static void setting(Map<String, String> settings, String text) {
        String[] pair = text.split("=", 2);
        if (pair.length < 2) {
            throw new Wrong("--set takes KEY=VALUE");
        }
        settings.put(pair[0], pair[1]);
    }

    static String value(String option, List<String> words, int at) {
        if (at >= words.size()) {
            throw new Wrong(option + " needs a value");
        }
        return words.get(at);
    }

    static int number(String option, List<String> words, int at, int least) {
        String text = value(option, words, at);
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < least || Integer.parseInt(text) > NUMBER_MAX) {
            throw new Wrong(option + " takes a whole number from " + least + " to " + NUMBER_MAX);
        }
        return Integer.parseInt(text);
    }
}
