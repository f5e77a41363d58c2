package dev.ringback.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What holds for the text of files, each rule a function from files to the faults found. Patterns are written so that
 * they do not match themselves.
 */
final class TextRules {
    private static final int COLUMNS = 120;
    private static final Pattern PROMISE = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
    private static final Pattern MACHINE = Pattern.compile("(?<![\\w.<>*-])/(home|root|Users|work)/[\\w.]");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern STAR = Pattern.compile("\\bselect\\s+(\\w+\\.)?\\*");
    private static final Pattern PRESENT = Pattern.compile("\\b(now\\(\\)|current_timestamp|clock_timestamp\\(\\))");
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private TextRules() {}

    static List<String> longLines(List<RepoFile> files) {
        return lines(files, line -> line.length() > COLUMNS, "is longer than " + COLUMNS + " columns");
    }

    static List<String> promises(List<RepoFile> files) {
        return lines(files, line -> PROMISE.matcher(line).find(), "promises work: do it, or write an issue");
    }

    static List<String> machinePaths(List<RepoFile> files) {
        return lines(files, line -> MACHINE.matcher(line).find(), "names a path of somebody's machine");
    }

    static List<String> loudSql(List<RepoFile> files) {
        return sql(files, line -> CAPITAL.matcher(line).find(), "has capitals: SQL is written in lower case");
    }

    static List<String> starSql(List<RepoFile> files) {
        return sql(files, line -> STAR.matcher(line).find(), "takes every column: name those you need");
    }

    /** A migration may ask the database for the time: it runs once, and nothing is decided by it. */
    static List<String> clockSql(List<RepoFile> files) {
        var queries = files.stream()
                .filter(file -> !file.path().contains("/migrations/"))
                .toList();
        return sql(queries, line -> PRESENT.matcher(line).find(), "asks for the time: the present is a parameter");
    }

    static List<String> deadLinks(List<RepoFile> files, Path root) {
        List<String> faults = new ArrayList<>();
        for (RepoFile file : files) {
            if (file.path().endsWith(".md")) {
                LINK.matcher(file.text())
                        .results()
                        .map(link -> link.group(1))
                        .filter(target -> isDead(file, target, root))
                        .forEach(target -> faults.add(file.path() + " links to " + target + ", which is not there"));
            }
        }
        return faults;
    }

    private static boolean isDead(RepoFile file, String target, Path root) {
        if (ELSEWHERE.matcher(target).matches()) {
            return false;
        }
        String[] parts = target.split("#", 2);
        Path here = root.resolve(file.path());
        Path there = parts[0].isEmpty() ? here : here.resolveSibling(parts[0]).normalize();
        if (!Files.exists(there) && !there.equals(here)) {
            return true;
        }
        boolean section =
                parts.length == 2 && parts[1].length() > 0 && there.toString().endsWith(".md");
        return section
                && !sections(there.equals(here) ? file.text() : RepoFile.read(there))
                        .contains(parts[1]);
    }

    /**
     * The names that a reader's page gives to headings: lower case, hyphens for spaces, nothing else but letters and
     * digits.
     */
    private static List<String> sections(String text) {
        Matcher headings = Pattern.compile("(?m)^#{1,6} +(.+)$").matcher(text);
        return headings.results()
                .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    private static List<String> sql(List<RepoFile> files, Predicate<String> fault, String words) {
        var statements = files.stream()
                .filter(file -> file.path().endsWith(".sql"))
                .map(file -> new RepoFile(file.path(), withoutWords(file.text())))
                .toList();
        return lines(statements, fault, words);
    }

    /** Comments and quoted texts may hold anything; the lines stay where they were. */
    private static String withoutWords(String sql) {
        return Pattern.compile("--[^\n]*|'[^']*'")
                .matcher(sql)
                .replaceAll((MatchResult words) -> "\n".repeat((int)
                        words.group().chars().filter(c -> c == '\n').count()));
    }

    private static List<String> lines(List<RepoFile> files, Predicate<String> fault, String words) {
        List<String> faults = new ArrayList<>();
        for (RepoFile file : files) {
            List<String> lines = file.lines();
            for (int index = 0; index < lines.size(); index++) {
                if (fault.test(lines.get(index))) {
                    faults.add(file.at(index, words));
                }
            }
        }
        return faults;
    }
}
