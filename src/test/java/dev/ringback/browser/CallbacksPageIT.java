package dev.ringback.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Watches callbacks come, looks into them, and has them sent again. */
class CallbacksPageIT extends Visits {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void callbacksArriveWhileOneWatches() {
        String profile = profile("Watched", inbox(200));
        visitor().open("callbacks?profile_id=" + profile);
        visitor().sees("No callback fits these filters");
        assertThat(visitor().page().locator(".head .state")).hasText("Live");

        api().submit(profile, new JsonObject().put("n", 1));

        assertThat(visitor().row("Watched")).containsText("delivered");
    }

    @Test
    void whatIsHeldBackByThePauseComesAfterIt() {
        String profile = profile("Paused for a while", inbox(200));
        visitor().open("callbacks?profile_id=" + profile);
        assertThat(visitor().page().locator(".head .state")).hasText("Live");
        visitor().press("Pause");
        api().submit(profile, new JsonObject());
        Locator goOn = visitor().page().getByText("Go on (");
        goOn.waitFor();
        assertThat(visitor().row("Paused for a while")).not().isVisible();

        goOn.click();

        assertThat(visitor().row("Paused for a while")).isVisible();
    }

    @Test
    void aFailedOneIsLookedIntoAndTriedAgain() {
        String profile = profile("Failing", inbox(503));
        String callback = failed(profile);
        visitor().open("callbacks?state=failed");
        visitor().row("Failing").click();
        visitor().sees("Attempt 1");
        visitor().press("Copy as curl");
        String copied = (String) visitor().page().evaluate("() => navigator.clipboard.readText()");
        org.assertj.core.api.Assertions.assertThat(copied)
                .startsWith("curl -X POST 'http")
                .contains(callback);

        visitor().press("Retry");

        visitor().sees("Attempt 2");
    }

    @Test
    void oneThatWaitsIsCancelled() {
        String profile = profile("Later", inbox(200));
        JsonObject later = new JsonObject()
                .put("profile_id", profile)
                .put("data", new JsonObject())
                .put("deliver_at", java.time.Instant.now().plusSeconds(3600).toString());
        String id = new JsonObject(
                        api().send("POST", "/v1/callbacks", later.encode()).body())
                .getString("id");
        visitor().open("callbacks?open=" + id);
        visitor().press("Cancel");
        assertThat(visitor().page().locator(".panel .state").first()).hasText("cancelled");
    }

    @Test
    void aSetIsReplayedAfterItsCountWasShown() {
        String profile = profile("Repeated", inbox(503));
        failed(profile);
        failed(profile);
        visitor().open("callbacks?state=failed&profile_id=" + profile);
        visitor().press("Replay");
        visitor().sees("2 callbacks");
        visitor().press("Replay 2");
        visitor().sees("2 of 2");
        visitor().follow("All replays");
        visitor().heading("Replays").waitFor();
        visitor().sees("Repeated: failed");
    }

    @Test
    void hostileDataIsShownAsText() {
        String profile = profile("Hostile", inbox(503));
        String markup = "<img src=x onerror=\"document.title='caught'\">";
        JsonObject submission = new JsonObject()
                .put("profile_id", profile)
                .put("reference", markup)
                .put("data", new JsonObject().put("text", markup));
        String id = new JsonObject(
                        api().send("POST", "/v1/callbacks", submission.encode()).body())
                .getString("id");
        api().waitUntilFinal(id, LIMIT);

        visitor().open("callbacks?open=" + id);

        assertThat(visitor().page().getByLabel("Data", new Page.GetByLabelOptions().setExact(true)))
                .containsText("<img src=x");
        assertThat(visitor().row(markup)).isVisible();
        org.assertj.core.api.Assertions.assertThat(
                        visitor().page().locator("img").count())
                .isZero();
        assertThat(visitor().page()).hasTitle("Callbacks · Ringback");
    }

    private String failed(String profile) {
        String id = api().submit(profile, new JsonObject().put("n", 1));
        api().waitUntilFinal(id, LIMIT);
        return id;
    }
}
