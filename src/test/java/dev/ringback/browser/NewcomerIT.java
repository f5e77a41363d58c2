package dev.ringback.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.ringback.support.Eventually;
import dev.ringback.support.NodeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody who has read nothing starts the demo, opens what it prints, and has a profile that works. */
class NewcomerIT {
    private static final Pattern LINK = Pattern.compile("(http\\S+)/#/(sign-in\\S+)");

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void comesFromTheDemosOutputToADeliveredCallbackOfTheirOwn() {
        NodeProcess.Plan plan = NodeProcess.named("newcomer").demo();
        try (NodeProcess node = plan.start();
                Chromium browser = Chromium.start()) {
            Matcher link = Eventually.value(Duration.ofSeconds(30), "the demo prints a link", () -> link(plan));
            try (Visitor visitor = new Visitor(browser.visit(1440, 900, ColorScheme.LIGHT), link.group(1))) {
                visitor.open(link.group(2));
                visitor.follow("Add new");
                visitor.fill("Title", "My first");
                visitor.press("Use a new inbox");
                visitor.press("Test");
                visitor.sees("Delivered: 200 OK");
                visitor.press("Save profile");
                visitor.answer("I have kept it");
                visitor.press("Send a callback");
                assertThat(visitor.row("My first")).containsText("delivered");
                visitor.complainsOfNothing();
                org.assertj.core.api.Assertions.assertThat(node.isAlive()).isTrue();
                org.assertj.core.api.Assertions.assertThat(visitor.page().url()).doesNotContain("password");
            }
        }
    }

    private static Optional<Matcher> link(NodeProcess.Plan plan) {
        try {
            Matcher link = LINK.matcher(Files.readString(plan.log()));
            return link.find() ? Optional.of(link) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
