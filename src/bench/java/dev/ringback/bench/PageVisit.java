package dev.ringback.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Chromium without a window that looks at the node's page, and tells what that took. */
final class PageVisit implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> OPTIONS = List.of(
            "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync");
    /** The browser tells of tasks of more than 50 ms. */
    private static final String WATCH = """
            window.longTasks = [];
            new PerformanceObserver((list) => list.getEntries().forEach((each) => longTasks.push(each.duration)))
                .observe({ type: "longtask" });""";

    private final Playwright playwright;
    private final Browser browser;
    private final NodeProcess node;

    PageVisit(NodeProcess node) {
        this.node = node;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program())
                        .setArgs(OPTIONS));
    }

    private static Path program() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new BenchException("no Chromium is on the path; bin/test installs one"));
    }

    /** What the first view took: everything that came over the wire, and until the first row stood there. */
    record FirstLoad(double kilobytes, double readyMillis) {}

    FirstLoad firstLoad() {
        try (BrowserContext context = signedIn()) {
            Page page = context.newPage();
            CDPSession wire = context.newCDPSession(page);
            long[] bytes = {0};
            wire.on("Network.loadingFinished", event -> bytes[0] += length(event));
            wire.send("Network.enable");
            page.navigate(base() + "/#/profiles");
            page.locator("tbody tr").first().waitFor();
            double ready = ((Number) page.evaluate("performance.now()")).doubleValue();
            return new FirstLoad(bytes[0] / 1024.0, ready);
        }
    }

    /** The long tasks while {@code meanwhile} runs and the live list is open, in milliseconds, the longest last. */
    List<Double> longTasks(Runnable meanwhile) {
        try (BrowserContext context = signedIn()) {
            context.addInitScript(WATCH);
            Page page = context.newPage();
            page.navigate(base() + "/#/callbacks");
            page.locator(".head .state").getByText("Live").waitFor();
            page.evaluate("longTasks.length = 0");
            meanwhile.run();
            List<?> seen = (List<?>) page.evaluate("longTasks");
            return seen.stream()
                    .map(each -> ((Number) each).doubleValue())
                    .sorted()
                    .toList();
        }
    }

    private static long length(JsonObject event) {
        return event.get("encodedDataLength").getAsLong();
    }

    private BrowserContext signedIn() {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
        var answer = context.request()
                .post(base() + "/v1/session", RequestOptions.create().setData(Map.of("api_key", node.key())));
        if (!answer.ok()) {
            throw new BenchException("the page's sign-in answered " + answer.status());
        }
        return context;
    }

    private String base() {
        return node.url().replace("/v1", "");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
