package dev.ringback.profile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The title of a profile's copy: with "copy" behind it, and a number from the second copy of a copy on. */
final class CopyTitle {
    private static final int TITLE_MAX = 100;
    private static final Pattern COPY = Pattern.compile("(.*) copy(?: ([0-9]{1,4}))?");

    private CopyTitle() {}

    static String of(String title) {
        Matcher copy = COPY.matcher(title);
        if (!copy.matches()) {
            return ended(title, " copy");
        }
        int number = copy.group(2) == null ? 1 : Integer.parseInt(copy.group(2));
        return ended(copy.group(1), " copy " + (number + 1));
    }

    private static String ended(String title, String end) {
        int room = TITLE_MAX - end.length();
        int length = title.codePointCount(0, title.length());
        return (length <= room ? title : title.substring(0, title.offsetByCodePoints(0, room))) + end;
    }
}
