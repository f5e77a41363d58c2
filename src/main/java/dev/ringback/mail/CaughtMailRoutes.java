package dev.ringback.mail;

import dev.ringback.domain.Scope;
import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Exchange;
import dev.ringback.http.PageRequest;
import dev.ringback.http.Problem;
import dev.ringback.http.QueryFields;
import dev.ringback.http.Routes;
import io.vertx.core.Future;
import java.util.Optional;

/** The mails that the demo has caught. A node that sends its mails, or sends none, has caught none. */
public final class CaughtMailRoutes implements Routes {
    private final Optional<CaughtMails> caught;

    public CaughtMailRoutes(Optional<CaughtMails> caught) {
        this.caught = caught;
    }

    @Override
    public void mount(Api api) {
        api.get("/v1/caught-mails", Scope.ADMIN, this::list).get("/v1/caught-mails/{id}", Scope.ADMIN, this::one);
    }

    @Override
    public String description() {
        return "openapi/caught_mail.yaml";
    }

    private Future<Answer> list(Exchange exchange) {
        QueryFields query = exchange.query();
        PageRequest page = query.page("caught mails");
        query.check();
        CaughtMails mails = mails();
        int before = page.after()
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElse(Integer.MAX_VALUE);
        return Future.succeededFuture(page.answer(
                mails.newest(before, page.rows()), MailJson::caught, row -> Integer.toString(row.number())));
    }

    private Future<Answer> one(Exchange exchange) {
        return Future.succeededFuture(mails().find(exchange.path("id"))
                .map(found -> Answer.ok(MailJson.whole(found)))
                .orElseThrow(
                        () -> Problem.notFound("There is no such mail; the newest 50 are kept, until the node stops.")
                                .exception()));
    }

    private CaughtMails mails() {
        return caught.orElseThrow(
                () -> Problem.notFound("This node catches no mails; bin/ringback demo does, unless mail.host is set.")
                        .exception());
    }
}
