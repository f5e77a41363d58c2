package dev.ringback.house;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What holds for SQL files, each rule a function from files to the faults found. Comments and quoted texts may hold
 * anything.
 */
final class SqlRules {
    private static final Pattern WORDS = Pattern.compile("--[^\n]*|'[^']*'");
    private static final Pattern CAPITALS = Pattern.compile("[A-Z]+");
    private static final Pattern STAR = Pattern.compile("\\bselect\\s+(?:(\\w+)\\.)?\\*(?:\\s+from\\s+(\\w+))?");
    private static final Pattern CTE = Pattern.compile("(\\w+) as (?:(?:not )?materialized )?\\(");
    private static final Pattern PRESENT =
            Pattern.compile("\\b(now\\(\\)|current_timestamp|(clock|statement|transaction)_timestamp\\(\\))");
    private static final Pattern CLOCK = Pattern.compile("(?s)-- name: clock\\n.*?(?=-- name:|$)");

    private SqlRules() {}

    static List<String> capitals(List<RepoFile> files) {
        return find(files, CAPITALS, capital -> true, "has capitals: SQL is written in lower case");
    }

    /** All may be taken of what the statement itself has named, column by column. */
    static List<String> stars(List<RepoFile> files) {
        List<String> faults = new ArrayList<>();
        for (RepoFile file : files) {
            String sql = withoutWords(file.text());
            faults.addAll(
                    find(List.of(file), STAR, star -> !isOwn(sql, star), "takes every column: name those you need"));
        }
        return faults;
    }

    private static boolean isOwn(String sql, MatchResult star) {
        String source = star.group(1) == null ? String.valueOf(star.group(2)) : star.group(1);
        return sql.contains("as " + source + " (")
                || CTE.matcher(sql)
                        .results()
                        .map(cte -> cte.group(1))
                        .anyMatch(cte -> cte.equals(source) || sql.contains(" " + cte + " " + source + "\n"));
    }

    /**
     * One statement there is to ask the database for its time; and a migration runs once, and decides nothing by it.
     */
    static List<String> clocks(List<RepoFile> files) {
        var queries = files.stream()
                .filter(file -> !file.path().contains("/migrations/"))
                .map(file ->
                        new RepoFile(file.path(), CLOCK.matcher(file.text()).replaceAll(SqlRules::blank)))
                .toList();
        return find(queries, PRESENT, present -> true, "asks for the time: the present is a parameter");
    }

    private static List<String> find(
            List<RepoFile> files, Pattern pattern, Predicate<MatchResult> fault, String words) {
        List<String> faults = new ArrayList<>();
        for (RepoFile file : files) {
            if (file.path().endsWith(".sql")) {
                String sql = withoutWords(file.text());
                pattern.matcher(sql)
                        .results()
                        .filter(fault)
                        .map(found -> file.at(
                                (int) sql.substring(0, found.start()).lines().count(), words))
                        .forEach(faults::add);
            }
        }
        return faults;
    }

    private static String withoutWords(String sql) {
        return WORDS.matcher(sql).replaceAll(SqlRules::blank);
    }

    /** Lines stay where they were. */
    private static String blank(MatchResult text) {
        return "\n".repeat((int) text.group().chars().filter(c -> c == '\n').count());
    }
}
