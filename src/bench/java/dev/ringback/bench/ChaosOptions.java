package dev.ringback.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line of {@code bin/chaos}. */
record ChaosOptions(long seed, int times, boolean keep, Map<String, String> settings) {
    private static final int TIMES = 20;
    private static final int TIMES_QUICK = 3;
    private static final int PER_SLEEP = 5;
    private static final int PER_DATABASE = 4;

    static ChaosOptions parse(List<String> words) {
        if (words.isEmpty() || !words.get(0).equals("kill")) {
            throw new Options.Wrong(words.isEmpty() ? "which chaos?" : "there is no chaos " + words.get(0));
        }
        long seed = System.currentTimeMillis() % 1_000_000;
        int times = TIMES;
        boolean keep = false;
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "--quick" -> times = TIMES_QUICK;
                case "--keep" -> keep = true;
                case "--times" -> times = Options.number(word, words, ++i, 1);
                case "--seed" -> seed = seed(Options.value(word, words, ++i));
                case "--set" -> Options.setting(settings, Options.value(word, words, ++i));
                default -> throw new Options.Wrong("chaos kill has no option " + word);
            }
        }
        return new ChaosOptions(seed, times, keep, settings);
    }

    private static long seed(String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw new Options.Wrong("--seed takes a whole number");
        }
        return Long.parseLong(text);
    }

    String command() {
        return "kill";
    }

    /** How often a node is put to sleep; it takes longer than a kill. */
    int sleeps() {
        return Math.max(1, times / PER_SLEEP);
    }

    int databaseKills() {
        return Math.max(1, times / PER_DATABASE);
    }
}
