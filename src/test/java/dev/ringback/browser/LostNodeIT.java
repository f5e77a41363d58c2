package dev.ringback.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.ringback.support.NodeProcess;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The node dies under an open page, and comes back. */
class LostNodeIT {
    private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout(40_000);

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void thePageSaysSoAndGoesOnByItself() {
        NodeProcess.Plan plan = NodeProcess.named("lost-node")
                .with("bootstrap.admin_email", Visitor.EMAIL)
                .with("bootstrap.admin_password", Visitor.PASSWORD);
        try (Chromium browser = Chromium.start();
                NodeProcess node = plan.start();
                Visitor visitor = new Visitor(browser.visit(1440, 900, ColorScheme.LIGHT), plan.baseUrl())) {
            String url =
                    new JsonObject(node.api().send("POST", "/v1/inboxes", "{}").body()).getString("url");
            String profile = node.api().createProfile(url);
            String before = node.api().submit(profile, new JsonObject());
            visitor.signIn();
            visitor.open("callbacks");
            Locator live = visitor.page().locator(".head .state");
            Locator banner = visitor.page().getByText("The node does not answer.");
            assertThat(live).hasText("Live");
            assertThat(visitor.row("End to end")).isVisible();

            node.kill9();

            assertThat(banner).isVisible(PATIENTLY);
            assertThat(visitor.row("End to end")).isVisible();
            try (NodeProcess again = plan.start()) {
                assertThat(banner).not().isVisible(PATIENTLY);
                assertThat(live).hasText("Live", new LocatorAssertions.HasTextOptions().setTimeout(40_000));
                String after = again.api().submit(profile, new JsonObject().put("n", 2));
                assertThat(visitor.page().getByTitle(after)).isVisible();
                org.assertj.core.api.Assertions.assertThat(after).isNotEqualTo(before);
            }
        }
    }
}
