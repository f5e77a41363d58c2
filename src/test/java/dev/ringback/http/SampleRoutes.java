package dev.ringback.http;

import dev.ringback.domain.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Routes of no stage. */
final class SampleRoutes implements Routes {
    private static final int SMALL = 1000;

    @Override
    public void mount(Api api) {
        api.get("/things", Scope.READ, exchange -> list(exchange, List.of("a", "b", "c")))
                .get("/others", Scope.READ, exchange -> list(exchange, List.of()))
                .post("/things/{id}", Scope.READ, SampleRoutes::create)
                .add(new Operation(HttpMethod.PUT, "/small"), Scope.READ, SMALL, SampleRoutes::length)
                .add(new Operation(HttpMethod.PUT, "/large"), Scope.READ, 8 << 20, SampleRoutes::length)
                .post("/admin", Scope.ADMIN, SampleRoutes::length)
                .hot(new Operation(HttpMethod.POST, "/hot"), Scope.READ, SMALL, SampleRoutes::hot)
                .open("/bug", exchange -> {
                    throw new IllegalStateException("select secret from database");
                })
                .open("/away", exchange -> Future.failedFuture(new IllegalArgumentException("connection refused")));
    }

    private static Future<Answer> list(Exchange exchange, List<String> all) {
        QueryFields query = exchange.query();
        PageRequest page = query.page(exchange.request().path());
        query.check();
        return Future.succeededFuture(page.answer(
                all.subList(0, Math.min(all.size(), page.rows())),
                text -> new JsonObject().put("id", text),
                text -> text));
    }

    private static Future<Answer> create(Exchange exchange) {
        JsonFields fields = exchange.json();
        String title = fields.text("title", 3, 10);
        int size = fields.integer("size", 1, 5, 1);
        fields.check();
        return Future.succeededFuture(Answer.created(new JsonObject()
                .put("id", exchange.path("id"))
                .put("title", title)
                .put("size", size)));
    }

    private static Future<Answer> length(Exchange exchange) {
        return Future.succeededFuture(
                Answer.ok(new JsonObject().put("length", exchange.body().length())));
    }

    private static Future<Void> hot(HttpServerRequest request, Caller caller, Buffer body) {
        return request.response().setStatusCode(202).end(caller.account() + " " + body.length());
    }

    @Override
    public String description() {
        return "openapi/base.yaml";
    }
}
