package dev.ringback.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What holds for the text of files, each rule a function from files to the faults found. Patterns are written so that
 * they do not match themselves.
 */
final class TextRules {
    private static final Pattern PROMISE = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
    private static final Pattern MACHINE = Pattern.compile("(?<![\\w.<>*-])/(home|root|Users|work)/[\\w.]");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

    private TextRules() {}

    static List<String> promises(List<RepoFile> files) {
        return lines(files, line -> PROMISE.matcher(line).find(), "promises work: do it, or write an issue");
    }

    static List<String> machinePaths(List<RepoFile> files) {
        return lines(files, line -> MACHINE.matcher(line).find(), "names a path of somebody's machine");
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
