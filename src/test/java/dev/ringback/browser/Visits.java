package dev.ringback.browser;

import com.microsoft.playwright.options.ColorScheme;
import dev.ringback.support.Api;
import dev.ringback.support.NodeProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A node and a browser for all tests of a class, and a visitor for each, who has signed in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class Visits {
    private NodeProcess node;
    private Chromium browser;
    private Visitor visitor;

    @BeforeAll
    void begin() {
        browser = Chromium.start();
        node = NodeProcess.named(getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .with("bootstrap.admin_email", Visitor.EMAIL)
                .with("bootstrap.admin_password", Visitor.PASSWORD)
                .start();
    }

    @AfterAll
    void end() {
        node.close();
        browser.close();
    }

    @BeforeEach
    void come() {
        visitor = another(1440, ColorScheme.LIGHT).signIn();
    }

    @AfterEach
    void go() {
        visitor.complainsOfNothing();
        visitor.close();
    }

    Visitor visitor() {
        return visitor;
    }

    NodeProcess node() {
        return node;
    }

    Visitor another(int width, ColorScheme scheme) {
        return new Visitor(browser.visit(width, 900, scheme), node.api().baseUrl());
    }

    Api api() {
        return node.api();
    }

    /** The URL of a new inbox that answers so. */
    String inbox(int httpStatus) {
        JsonObject answer = new JsonObject().put("answer", new JsonObject().put("http_status", httpStatus));
        return new JsonObject(api().send("POST", "/v1/inboxes", answer.encode()).body()).getString("url");
    }

    /** One attempt only, so that what fails has failed at once. */
    String profile(String title, String url) {
        JsonObject fields =
                new JsonObject().put("title", title).put("retry", new JsonObject().put("schedule", new JsonArray()));
        return api().createProfile(url, fields).getString("id");
    }
}
