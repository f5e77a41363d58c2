package dev.ringback.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signs in and out, sees to settings, and reads reports, inboxes and the system. */
class OtherPagesIT extends Visits {
    private static final List<String> ALL = List.of(
            "profiles",
            "profiles/new",
            "callbacks",
            "replays",
            "reports",
            "inboxes",
            "settings/notifications",
            "settings/keys",
            "settings/users",
            "system");

    @Test
    void theCallbackReportIsTurnedOn() {
        Visitor visitor = visitor();
        visitor.open("settings/notifications");
        var form = visitor.page().getByRole(AriaRole.FORM, new Page.GetByRoleOptions().setName("Callback report"));
        form.getByRole(AriaRole.SWITCH).check();
        form.getByText("Weekly").click();
        form.getByLabel("Recipients").fill("anna@example.com\nbert@example.com");
        form.getByLabel("Time zone").selectOption("Europe/Berlin");
        form.getByText("Save", new Locator.GetByTextOptions().setExact(true)).click();
        visitor.sees("Saved");

        JsonObject kept = new JsonObject(
                api().send("GET", "/v1/settings/callback-report", "").body());
        org.assertj.core.api.Assertions.assertThat(kept.getBoolean("enabled")).isTrue();
        org.assertj.core.api.Assertions.assertThat(kept.getString("frequency")).isEqualTo("weekly");
        org.assertj.core.api.Assertions.assertThat(kept.getJsonArray("recipients"))
                .hasSize(2);
    }

    @Test
    void aKeyIsShownOnceAndRevoked() {
        Visitor visitor = visitor();
        visitor.open("settings/keys");
        visitor.press("New key");
        visitor.fill("Title", "Billing");
        visitor.press("Make the key");
        visitor.sees("rb_");
        visitor.answer("I have kept it");
        visitor.row("Billing").waitFor();
        visitor.press("Revoke Billing");
        visitor.answer("Revoke");
        visitor.sees("Key revoked");
        assertThat(visitor.row("Billing")).not().isVisible();
    }

    @Test
    void anInboxShowsWhatItGotAndTheReportCountsIt() {
        Visitor visitor = visitor();
        visitor.open("inboxes");
        visitor.press("New inbox");
        visitor.answer("Make it");
        visitor.sees("Nothing came yet");
        String url = visitor.page().url();
        String id = url.substring(url.lastIndexOf('/') + 1);
        String profile = profile("Counted", api().baseUrl() + "/inbox/" + id);
        api().waitUntilFinal(api().submit(profile, new JsonObject().put("hello", "inbox")), Duration.ofSeconds(20));
        visitor.row("hello").click();
        visitor.heading("Request").waitFor();

        visitor.open("reports?days=1");

        assertThat(visitor.page().locator("[aria-label='In all']")).containsText("100 %");
        visitor.row("Counted").waitFor();
        visitor.open("system");
        assertThat(visitor.page().locator(".head .state")).hasText("Live");
        visitor.sees("this one");
    }

    @Test
    void noPageHasABarrierInLightOrDark() {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {390, 1440}) {
                try (Visitor visitor = another(width, scheme)) {
                    visitor.open("");
                    visitor.heading("Sign in").waitFor();
                    visitor.meetsNoBarrier();
                    visitor.signIn();
                    for (String view : ALL) {
                        visitor.open(view);
                        visitor.page().locator("h1").waitFor();
                        assertThat(visitor.page().locator(".loading")).hasCount(0);
                        visitor.meetsNoBarrier();
                    }
                    visitor.complainsOfNothing();
                }
            }
        }
    }

    @Test
    void aUserIsAddedSignsInAndChangesTheirPassword() {
        Visitor visitor = visitor();
        visitor.open("settings/users");
        visitor.press("Add user");
        visitor.fill("E-mail", "bert");
        visitor.page().locator("dialog[open] [type=submit]").click();
        visitor.sees("email must be a mail address");
        visitor.fill("E-mail", "bert@example.com");
        visitor.page().locator("dialog[open] [type=submit]").click();
        String told = visitor.field("Sign-in").textContent();
        visitor.answer("Done");
        visitor.row("bert@example.com").waitFor();

        try (Visitor bert = another(1440, ColorScheme.LIGHT)) {
            bert.open("");
            bert.fill("E-mail", "bert@example.com");
            bert.fill("Password", told.strip().lines().toList().get(2));
            bert.press("Sign in");
            bert.heading("Callback profiles").waitFor();
            assertThat(bert.page().getByText("Add new")).not().isVisible();
            bert.press("You");
            bert.press("Change password");
            bert.fill("Current password", "not this one");
            bert.fill("New password", "one of his own");
            bert.page().locator("dialog[open] [type=submit]").click();
            bert.sees("current_password is not your password");
            bert.fill("Current password", told.strip().lines().toList().get(2));
            bert.answer("Change password");
            bert.sees("Password changed");
            bert.complainsOfNothing();
        }
        visitor.press("Actions for bert@example.com");
        visitor.press("Remove");
        visitor.answer("Remove user");
        assertThat(visitor.row("bert@example.com")).not().isVisible();
    }

    @Test
    void aLinkToTheOpenViewLoadsItAnew() {
        Visitor visitor = visitor();
        visitor.open("profiles");
        visitor.heading("Callback profiles").waitFor();
        profile("Made elsewhere", inbox(200));
        visitor.follow("Callback profiles");
        visitor.row("Made elsewhere").waitFor();
    }

    @Test
    void aSessionThatRanOutGoesOnWhereItWas() {
        Visitor visitor = visitor();
        visitor.page().context().clearCookies();
        visitor.follow("Settings");
        visitor.heading("Sign in again").waitFor();
        visitor.fill("E-mail", Visitor.EMAIL);
        visitor.fill("Password", Visitor.PASSWORD);
        visitor.answer("Sign in");
        visitor.sees("A mail with the count");
    }

    @Test
    void aWrongPasswordIsToldInWords() {
        try (Visitor visitor = another(1024, ColorScheme.LIGHT)) {
            visitor.open("");
            visitor.fill("E-mail", Visitor.EMAIL);
            visitor.fill("Password", "not this one");
            visitor.press("Sign in");
            visitor.page().getByRole(AriaRole.ALERT).waitFor();
            visitor.heading("Sign in").waitFor();
        }
    }
}
