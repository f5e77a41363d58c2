package dev.ringback.inbox;

import dev.ringback.domain.InboxId;
import dev.ringback.domain.Scope;
import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.DurationText;
import dev.ringback.http.Exchange;
import dev.ringback.http.JsonFields;
import dev.ringback.http.Operation;
import dev.ringback.http.PageRequest;
import dev.ringback.http.Problem;
import dev.ringback.http.QueryFields;
import dev.ringback.http.Routes;
import dev.ringback.http.TimeText;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /v1/inboxes}, and {@code /inbox/…}, where anybody may call. */
public final class InboxRoutes implements Routes {
    private static final Duration DELAY_MAX = Duration.ofSeconds(60);
    private static final int STATUS_MIN = 200;
    private static final int STATUS_MAX = 599;
    private static final Set<Operation> RECEIVING = Stream.of(
                    HttpMethod.GET,
                    HttpMethod.HEAD,
                    HttpMethod.POST,
                    HttpMethod.PUT,
                    HttpMethod.PATCH,
                    HttpMethod.DELETE,
                    HttpMethod.OPTIONS,
                    HttpMethod.TRACE)
            .map(method -> new Operation(method, InboxAddress.PREFIX + "{id}"))
            .collect(Collectors.toUnmodifiableSet());

    private final EditInboxes inboxes;
    private final ReceiveRequests receiver;
    private final InboxAddress address;

    public InboxRoutes(EditInboxes inboxes, ReceiveRequests receiver, InboxAddress address) {
        this.inboxes = inboxes;
        this.receiver = receiver;
        this.address = address;
    }

    @Override
    public void mount(Api api) {
        api.get("/v1/inboxes", Scope.READ, this::list)
                .post("/v1/inboxes", Scope.ADMIN, this::create)
                .get("/v1/inboxes/{id}/requests", Scope.READ, this::requests)
                .door(InboxAddress.PREFIX, RECEIVING, receiver::receive);
    }

    private Future<Answer> list(Exchange exchange) {
        QueryFields query = exchange.query();
        PageRequest page = query.page("inboxes");
        query.check();
        return inboxes.list(exchange.caller().account(), page.after().flatMap(InboxId::parse), page.rows())
                .map(rows -> page.answer(rows, this::json, inbox -> inbox.id().toString()));
    }

    private Future<Answer> create(Exchange exchange) {
        JsonFields fields = exchange.jsonOrNone();
        Optional<JsonFields> answer = fields.object("answer");
        int status = answer.map(given -> given.integer("http_status", STATUS_MIN, STATUS_MAX, STATUS_MIN))
                .orElse(STATUS_MIN);
        Duration delay = answer.map(given -> given.duration("delay", Duration.ZERO, DELAY_MAX, Duration.ZERO))
                .orElse(Duration.ZERO);
        fields.check();
        return inboxes.create(exchange.caller().account(), status, delay).map(inbox -> Answer.created(json(inbox)));
    }

    private Future<Answer> requests(Exchange exchange) {
        InboxId id = exchange.path("id", InboxId::parse);
        QueryFields query = exchange.query();
        PageRequest page = query.page("requests of " + id);
        query.check();
        return inboxes.requests(
                        exchange.caller().account(), id, page.after().flatMap(InboxRequestJson::parseId), page.rows())
                .map(found -> found.orElseThrow(
                        () -> Problem.notFound("There is no such inbox.").exception()))
                .map(rows -> page.answer(rows, InboxRequestJson::write, InboxRequestJson::id));
    }

    private JsonObject json(Inbox inbox) {
        return new JsonObject()
                .put("id", inbox.id().toString())
                .put("url", address.url(inbox.id()))
                .put(
                        "answer",
                        new JsonObject()
                                .put("http_status", inbox.httpStatus())
                                .put("delay", DurationText.format(inbox.delay())))
                .put("created_at", TimeText.format(inbox.createdAt()));
    }

    @Override
    public String description() {
        return "openapi/inbox.yaml";
    }
}
