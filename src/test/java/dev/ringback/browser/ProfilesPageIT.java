package dev.ringback.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** Goes the guide's way: a profile is made, tested, saved, found again, changed and copied. */
class ProfilesPageIT extends Visits {
    @Test
    void aProfileIsMadeByTheStepsOfTheGuide() {
        Visitor visitor = visitor();
        visitor.follow("Add new");
        visitor.fill("Title", "Order SMS status");
        visitor.field("Channel API").selectOption("sms");
        visitor.field("HTTP method").selectOption("POST");
        visitor.fill("URL", inbox(200));
        visitor.page()
                .getByText("Your own", new Page.GetByTextOptions().setExact(true))
                .click();
        visitor.fill("Body template", "{\"status\": \"\"}");
        visitor.field("Body template").press("End");
        visitor.field("Body template").press("ArrowLeft");
        visitor.field("Body template").press("ArrowLeft");
        visitor.page()
                .getByTitle("Insert <status>", new Page.GetByTitleOptions().setExact(true))
                .click();
        assertThat(visitor.field("Body template")).hasValue("{\"status\": \"<status>\"}");
        assertThat(visitor.page().getByLabel("Request as it will be sent")).containsText("{\"status\": \"Delivered\"}");

        visitor.press("Test");
        visitor.sees("Delivered: 200 OK");
        visitor.press("Save profile");
        visitor.sees("whsec_");
        visitor.answer("I have kept it");

        visitor.heading("Order SMS status").waitFor();
        isFoundByEachFilter(visitor);
    }

    private static void isFoundByEachFilter(Visitor visitor) {
        for (String filter :
                new String[] {"title=order+sms", "method=POST", "channel=sms", "state=active", "created_from=2020-01-01"
                }) {
            visitor.open("profiles?" + filter);
            assertThat(visitor.row("Order SMS status")).isVisible();
        }
        visitor.open("profiles?created_to=2020-01-01");
        visitor.sees("No profile fits these filters");
        visitor.open("profiles");
        visitor.press("Title");
        visitor.fill("Title", "no such title");
        visitor.press("Apply");
        visitor.sees("No profile fits these filters");
    }

    @Test
    void whatIsRefusedStandsAtItsField() {
        Visitor visitor = visitor();
        visitor.open("profiles/new");
        visitor.fill("Title", "A/B");
        visitor.fill("URL", "ftp://example.com");
        visitor.press("Save profile");

        assertThat(visitor.field("Title")).hasAttribute("aria-invalid", "true");
        assertThat(visitor.field("URL")).hasAttribute("aria-invalid", "true");
        leaveWithoutSaving(visitor);
    }

    @Test
    void anAnswerThatIsRequiredIsLookedForByTheTest() {
        Visitor visitor = visitor();
        visitor.open("profiles/new");
        visitor.fill("Title", "Chatbot");
        visitor.fill("URL", inbox(200));
        visitor.page()
                .getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Enable callback required options"))
                .check();
        visitor.page().getByPlaceholder("reply.text").fill("reply..text");
        visitor.sees("must be a place in JSON");
        visitor.page().getByPlaceholder("reply.text").fill("reply.text");
        visitor.press("Test");
        visitor.sees("the answer has no body, which the profile requires");
        leaveWithoutSaving(visitor);
    }

    @Test
    void whatWasTypedIsNotLostByAccident() {
        Visitor visitor = visitor();
        String id = profile("Typed", inbox(200));
        visitor.open("profiles/" + id);
        visitor.fill("Title", "Typed anew");
        visitor.follow("Reports");
        visitor.answer("Cancel");
        assertThat(visitor.field("Title")).hasValue("Typed anew");
        leaveWithoutSaving(visitor);
        visitor.heading("Reports").waitFor();
    }

    @Test
    void aCopyIsMadeAndAProfileIsDisabled() {
        profile("Original", inbox(200));
        Visitor visitor = visitor();
        visitor.open("callbacks").open("profiles");
        visitor.press("Actions for Original");
        visitor.page().getByText("Duplicate").click();
        assertThat(visitor.field("Title")).hasValue("Original copy");
        visitor.press("Save profile");
        visitor.answer("I have kept it");
        visitor.press("Actions for Original copy");
        visitor.press("Disable");
        visitor.sees("The profile is disabled");
    }

    @Test
    void markupInATemplateIsShownAsText() {
        Visitor visitor = visitor();
        String hostile = "https://example.com/<img src=x onerror=alert(1)>";
        visitor.open("profiles/new");
        visitor.fill("URL", hostile);
        visitor.fill("Title", "<script>alert(1)</script>");
        Locator images = visitor.page().locator("main img, main script");
        org.assertj.core.api.Assertions.assertThat(images.count()).isZero();
        leaveWithoutSaving(visitor);
    }

    private static void leaveWithoutSaving(Visitor visitor) {
        visitor.follow("Reports");
        visitor.answer("Leave");
        visitor.heading("Reports").waitFor();
    }
}
