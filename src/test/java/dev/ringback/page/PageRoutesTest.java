package dev.ringback.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.Await;
import dev.ringback.support.Served;
import io.vertx.core.Vertx;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageRoutesTest {
    private static final Pattern LINKED = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("from \"\\./([^\"]+)\"");

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
        assertThat(page.body()).doesNotContainPattern("<style|style=|\\son[a-z]+=|<script(?! type=\"module\" src=)");
    }

    @Test
    void allThatThePageNamesIsServed() {
        var page = served.get("/", "no key").body();
        var links = LINKED.matcher(page).results().map(found -> found.group(1)).toList();

        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link ->
                        assertThat(served.get(link, "no key").statusCode()).isEqualTo(200));
        var imports = IMPORTED.matcher(served.get("/web/app.js", "no key").body())
                .results()
                .map(found -> "/web/" + found.group(1))
                .toList();
        assertThat(imports)
                .hasSize(2)
                .allSatisfy(
                        link -> assertThat(served.get(link, "no key").headers().firstValue("content-type"))
                                .contains("text/javascript; charset=utf-8"));
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() {
        var tag = served.get("/web/style.css", "no key")
                .headers()
                .firstValue("etag")
                .orElseThrow();

        var again = served.get("/web/style.css", "no key", "if-none-match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(served.get("/web/style.css", "no key", "if-none-match", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
    }
}
