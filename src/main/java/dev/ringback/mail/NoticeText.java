package dev.ringback.mail;

import dev.ringback.mail.MailStore.About;
import dev.ringback.mail.MailStore.Letter;
import dev.ringback.mail.Template.Html;
import java.util.HashMap;
import java.util.Map;

/** A notice about a profile, in plain words and in HTML. */
final class NoticeText {
    private static final Template FRAME = Template.of("frame");
    private static final Template NOTICE = Template.of("notice");
    private static final String REASON = "Sent because notifications about profiles are turned on for this address.";

    private final Letter letter;
    private final About about;
    private final PageLinks links;

    NoticeText(Letter letter, String base) {
        this.letter = letter;
        this.about = letter.about().orElseThrow();
        this.links = new PageLinks(base);
    }

    String subject() {
        return "Profile \"" + about.title() + "\" " + state();
    }

    private String state() {
        return switch (letter.kind()) {
            case AUTO_DISABLED -> "was disabled";
            case FAILING -> "is failing";
            default -> "is well again";
        };
    }

    private String what() {
        return switch (letter.kind()) {
            case AUTO_DISABLED -> "Ringback has disabled this profile: " + about.words() + ".";
            case FAILING -> about.words() + ".";
            default -> "Its receiver takes callbacks again: " + about.words() + ".";
        };
    }

    private String advice() {
        return switch (letter.kind()) {
            case AUTO_DISABLED ->
                "Callbacks for it are recorded as skipped. When the receiver is well, enable the profile and replay what was"
                        + " skipped.";
            case FAILING ->
                "Callbacks are tried again as the profile's retry schedule says; nothing is lost meanwhile. The page shows what the"
                        + " receiver answers.";
            default -> "What failed for good meanwhile can be replayed.";
        };
    }

    private String link() {
        return letter.kind() == MailStore.Kind.AUTO_DISABLED
                ? links.profile(about.profile())
                : links.failed(about.profile(), letter.period());
    }

    String plain(String leave) {
        return subject() + "\nAccount " + letter.account().name() + "\n\n" + what() + "\n\n" + advice() + "\n\n"
                + link() + "\n\n-- \n" + REASON + "\nTurn them off for it: " + leave + "\n";
    }

    String html(String leave) {
        Map<String, Object> values = new HashMap<>();
        values.put("subject", subject());
        values.put("preview", what());
        values.put("over", "Profiles of " + letter.account().name());
        values.put("title", about.title() + " " + state());
        Html content = NOTICE.with(Map.of("what", what(), "advice", advice()));
        values.put("content", content);
        values.put("link", link());
        values.put("button", letter.kind() == MailStore.Kind.AUTO_DISABLED ? "Open the profile" : "See its callbacks");
        values.put("reason", REASON);
        values.put("leave", leave);
        return FRAME.with(values).text();
    }
}
