package dev.ringback.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody before the page, who names things by what is written on them. Whatever the page complains of in the console is kept. */
final class Visitor implements AutoCloseable {
    static final String EMAIL = "anna@example.com";
    static final String PASSWORD = "a password of the browser tests";

    /** Answers of the API that the test itself asks for, such as a refused form, are no faults of the page. */
    private static final Pattern REFUSED =
            Pattern.compile("Failed to load resource: the server responded with a status of 4\\d\\d .*");

    private static final double WAIT_MILLIS = 15_000;

    private static final String AXE = text("/vendor/axe.min.js");
    private static final String CHECK = """
            async () => {
              const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] });
              const places = (nodes) => nodes.map((node) => node.html.slice(0, 200)).join(" ");
              return found.violations.map((each) => `${each.id}: ${each.help} ${places(each.nodes)}`);
            }""";

    private final BrowserContext context;
    private final Page page;
    private final String base;
    private final List<String> complaints = new ArrayList<>();

    Visitor(BrowserContext context, String base) {
        this.context = context;
        this.base = base;
        this.page = context.newPage();
        page.setDefaultTimeout(WAIT_MILLIS);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !REFUSED.matcher(message.text()).matches()) {
                complaints.add(message.text());
            }
        });
    }

    Visitor signIn() {
        page.navigate(base + "/");
        fill("E-mail", EMAIL);
        fill("Password", PASSWORD);
        press("Sign in");
        heading("Callback profiles").waitFor();
        return this;
    }

    /** An address within the page, such as {@code callbacks?state=failed}. */
    Visitor open(String view) {
        String address = base + "/#/" + view;
        if (page.url().equals(address)) {
            page.reload();
        } else {
            page.navigate(address);
        }
        return this;
    }

    Page page() {
        return page;
    }

    void follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .first()
                .click();
    }

    /** A button of the dialog that is open. */
    void answer(String button) {
        Locator dialog = page.locator("dialog[open]");
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
        dialog.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    void press(String button) {
        button(button).click();
    }

    Locator button(String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    Locator heading(String title) {
        return page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(title).setExact(true))
                .first();
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                .first();
    }

    void fill(String label, String text) {
        field(label).fill(text);
    }

    Locator row(String text) {
        return page.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    void sees(String text) {
        page.getByText(text).first().waitFor();
    }

    /** Nothing was written to the console that should not be there. */
    void complainsOfNothing() {
        assertThat(complaints).isEmpty();
    }

    void meetsNoBarrier() {
        page.evaluate(AXE);
        assertThat((List<?>) page.evaluate(CHECK)).as(page.url()).isEmpty();
    }

    private static String text(String resource) {
        try (InputStream in = Visitor.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
