package dev.ringback.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.Await;
import dev.ringback.support.Served;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageRoutesTest {
    private static final Pattern LINKED = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("(?:from ?|import\\()\"(\\.{1,2}/[^\"]+)\"");
    private static final Pattern IMPORTED_AT_ONCE = Pattern.compile("from ?\"(\\.{1,2}/[^\"]+)\"");

    private final Vertx vertx = Vertx.vertx();
    private final Served served = new Served(vertx, new PageRoutes());

    @AfterEach
    void close() {
        served.close();
        Await.result(vertx.close());
    }

    @Test
    void thePageComesWithAPolicyThatAllowsNothingInline() {
        var page = served.get("/", "no key");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .startsWith("default-src 'self';")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContainPattern("<style|style=|\\son[a-z]+=|<script(?![^>]* src=)");
    }

    @Test
    void allThatThePageNamesIsServed() {
        Set<String> met = new TreeSet<>();
        Deque<String> open =
                new ArrayDeque<>(found(LINKED, served.get("/", "no key").body()));
        while (!open.isEmpty()) {
            String path = open.pop();
            if (!met.add(path)) {
                continue;
            }
            var file = served.get(path, "no key");
            assertThat(file.statusCode()).as(path).isEqualTo(200);
            if (path.endsWith(".js")) {
                assertThat(file.headers().firstValue("content-type")).contains("text/javascript; charset=utf-8");
                found(IMPORTED, file.body())
                        .forEach(
                                each -> open.push(URI.create(path).resolve(each).toString()));
            }
        }
        assertThat(met)
                .contains("/web/css/tokens.css", "/web/core/api.js", "/web/vendor/preact.js", "/web/pages/profiles.js");
    }

    /** Else each is asked for only when the one that imports it is there. */
    @Test
    void allModulesOfTheFirstViewArePreloaded() {
        List<String> linked = found(LINKED, served.get("/", "no key").body());
        Set<String> met = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of("/web/app.js", "/web/pages/profiles.js"));
        while (!open.isEmpty()) {
            String path = open.pop();
            if (met.add(path)) {
                found(IMPORTED_AT_ONCE, served.get(path, "no key").body())
                        .forEach(
                                each -> open.push(URI.create(path).resolve(each).toString()));
            }
        }

        assertThat(linked).containsAll(met);
    }

    @Test
    void theFirstLoadIsSmall() {
        int packed = found(LINKED, served.get("/", "no key").body()).stream()
                .mapToInt(path -> Integer.parseInt(served.get(path, "no key", "accept-encoding", "gzip")
                        .headers()
                        .firstValue("content-length")
                        .orElseThrow()))
                .sum();

        assertThat(packed).isLessThan(250 << 10);
    }

    @Test
    void whatIsNoFileOfThePageIsNotServed() {
        assertThat(served.get("/web/..%2Fopenapi/page.yaml", "no key").statusCode())
                .isEqualTo(404);
        assertThat(served.get("/web/none.js", "no key").statusCode()).isEqualTo(404);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(each -> each.group(1)).toList();
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() {
        var tag = served.get("/web/css/base.css", "no key")
                .headers()
                .firstValue("etag")
                .orElseThrow();

        var again = served.get("/web/css/base.css", "no key", "if-none-match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(served.get("/web/css/base.css", "no key", "if-none-match", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
    }
}
