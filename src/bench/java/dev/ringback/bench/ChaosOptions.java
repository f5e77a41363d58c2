package dev.ringback.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line of {@code bin/chaos}. With an empty {@code only} every fault is played. */
record ChaosOptions(
        String command,
        long seed,
        int times,
        boolean quick,
        boolean keep,
        List<String> only,
        Map<String, String> settings) {
    private static final String KILL = "kill";
    private static final String CLUSTER = "cluster";

    private static final int KILLS = 20;
    private static final int KILLS_QUICK = 3;
    private static final int PER_SLEEP = 5;
    private static final int PER_DATABASE = 4;

    static ChaosOptions parse(List<String> words) {
        String command = words.isEmpty() ? "" : words.get(0);
        if (!List.of(KILL, CLUSTER).contains(command)) {
            throw new Options.Wrong(words.isEmpty() ? "which chaos?" : "there is no chaos " + command);
        }
        long seed = System.currentTimeMillis() % 1_000_000;
        int times = 0;
        boolean quick = false;
        boolean keep = false;
        List<String> only = List.of();
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--quick")) {
                quick = true;
            } else if (word.equals("--keep")) {
                keep = true;
            } else if (word.equals("--times")) {
                times = Options.number(word, words, ++i, 1);
            } else if (word.equals("--seed")) {
                seed = seed(Options.value(word, words, ++i));
            } else if (word.equals("--set")) {
                Options.setting(settings, Options.value(word, words, ++i));
            } else if (word.equals("--only") && command.equals(CLUSTER)) {
                only = List.of(Options.value(word, words, ++i).split(","));
            } else {
                throw new Options.Wrong("chaos " + command + " has no option " + word);
            }
        }
        return new ChaosOptions(command, seed, times > 0 ? times : usual(command, quick), quick, keep, only, settings);
    }

    private static int usual(String command, boolean quick) {
        if (command.equals(CLUSTER)) {
            return 1;
        }
        return quick ? KILLS_QUICK : KILLS;
    }

    private static long seed(String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw new Options.Wrong("--seed takes a whole number");
        }
        return Long.parseLong(text);
    }

    boolean isCluster() {
        return command.equals(CLUSTER);
    }

    /** How often a node is put to sleep; it takes longer than a kill. */
    int sleeps() {
        return Math.max(1, times / PER_SLEEP);
    }

    int databaseKills() {
        return Math.max(1, times / PER_DATABASE);
    }
}
