package dev.ringback.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.ringback.support.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the pictures of every page, in the light and in the dark, from the phone to the wide screen: {@code bin/screenshots}. */
public final class Screenshots {
    private static final Map<Integer, Integer> SIZES = new LinkedHashMap<>(Map.of(390, 844, 1024, 768, 1600, 1000));

    private final Chromium browser;
    private final NodeProcess node;
    private final Map<String, String> views;
    private final Path into;

    private Screenshots(Chromium browser, NodeProcess node, Map<String, String> views, Path into) {
        this.browser = browser;
        this.node = node;
        this.views = views;
        this.into = into;
    }

    /** The folder that the pictures go to. */
    public static void main(String[] arguments) throws IOException {
        Path into = Files.createDirectories(Path.of(arguments[0]));
        try (Chromium browser = Chromium.start();
                NodeProcess node = NodeProcess.named("screenshots")
                        .with("bootstrap.admin_email", Visitor.EMAIL)
                        .with("bootstrap.admin_password", Visitor.PASSWORD)
                        .start()) {
            Map<String, String> views = views(new SampleWork(node.api()).make());
            new Screenshots(browser, node, views, into).takeAll();
        }
    }

    private static Map<String, String> views(SampleWork.Made made) {
        Map<String, String> views = new LinkedHashMap<>();
        views.put("profiles", "profiles");
        views.put("editor", "profiles/" + made.profile());
        views.put("new", "profiles/new");
        views.put("callbacks", "callbacks");
        views.put("callback", "callbacks?open=" + made.failed());
        views.put("replays", "replays");
        views.put("reports", "reports?days=1");
        views.put("inboxes", "inboxes");
        views.put("inbox", "inboxes/" + made.inbox());
        views.put("notifications", "settings/notifications");
        views.put("keys", "settings/keys");
        views.put("users", "settings/users");
        views.put("system", "system");
        return views;
    }

    private void takeAll() throws IOException {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (Map.Entry<Integer, Integer> size : SIZES.entrySet()) {
                var context = browser.visit(size.getKey(), size.getValue(), scheme);
                try (Visitor visitor = new Visitor(context, node.api().baseUrl())) {
                    String look = size.getKey() + "-" + scheme.name().toLowerCase(Locale.ROOT);
                    visitor.open("");
                    visitor.heading("Sign in").waitFor();
                    take(visitor, "sign-in-" + look);
                    visitor.signIn();
                    for (Map.Entry<String, String> view : views.entrySet()) {
                        show(visitor, view.getValue());
                        take(visitor, view.getKey() + "-" + look);
                    }
                }
            }
        }
    }

    private static void show(Visitor visitor, String view) {
        visitor.open(view);
        visitor.page().locator("h1").waitFor();
        visitor.page().locator(".loading, .skeleton").first().waitFor(hidden());
        if (view.startsWith("system")) {
            visitor.page().locator(".head .state").getByText("Live").waitFor();
        }
        if (view.startsWith("profiles/cbp_")) {
            visitor.page()
                    .getByLabel("Request as it will be sent")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        }
    }

    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
    }

    private void take(Visitor visitor, String name) throws IOException {
        visitor.page().mouse().move(1, 1);
        byte[] picture =
                visitor.page().screenshot(new Page.ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED));
        Path file = into.resolve("page-" + name + ".png");
        Files.write(file, FewColours.of(picture));
    }
}
