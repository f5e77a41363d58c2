package dev.ringback.intake;

import dev.ringback.config.Settings;
import dev.ringback.domain.Scope;
import dev.ringback.http.Api;
import dev.ringback.http.Caller;
import dev.ringback.http.Operation;
import dev.ringback.http.Problem;
import dev.ringback.http.Routes;
import dev.ringback.intake.Acceptance.Accepted;
import dev.ringback.intake.Acceptance.Refused;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/** Where publishers submit callbacks over HTTP. */
public final class SubmitRoutes implements Routes {
    /** The publisher's field around a callback, beside the callback's own bound. */
    private static final int ENVELOPE_BYTES = 1024;

    private final Submit submit;
    private final Settings.Intake limits;

    public SubmitRoutes(Submit submit, Settings.Intake limits) {
        this.submit = submit;
        this.limits = limits;
    }

    @Override
    public void mount(Api api) {
        api.hot(
                        new Operation(HttpMethod.POST, "/v1/callbacks"),
                        Scope.PUBLISH,
                        limits.callbackBytesMax() + ENVELOPE_BYTES,
                        this::one)
                .hot(
                        new Operation(HttpMethod.POST, "/v1/callbacks/batch"),
                        Scope.PUBLISH,
                        limits.batchBytesMax(),
                        this::batch);
    }

    @Override
    public String description() {
        return "openapi/intake.yaml";
    }

    private Future<Void> one(HttpServerRequest request, Caller caller, Buffer body) {
        return problems(submit.one(
                        caller.account(), body.getBytes(), Optional.ofNullable(request.getHeader("idempotency-key"))))
                .compose(accepted -> answer(request, Buffer.buffer(json(accepted))));
    }

    private Future<Void> batch(HttpServerRequest request, Caller caller, Buffer body) {
        return problems(submit.batch(caller.account(), body.getBytes())).compose(answers -> {
            Optional<Problem> all = problemOfAll(answers);
            return all.isPresent()
                    ? Future.failedFuture(all.get().exception())
                    : answer(request, Buffer.buffer(json(answers)));
        });
    }

    /** When the node could take none of them the request as a whole failed, and clients need not look inside. */
    private static Optional<Problem> problemOfAll(List<Acceptance> answers) {
        for (Acceptance answer : answers) {
            if (answer instanceof Accepted
                    || (answer instanceof Refused refused
                            && refused.refusal().reason() != Refusal.Reason.OVERLOADED
                            && refused.refusal().reason() != Refusal.Reason.UNAVAILABLE)) {
                return Optional.empty();
            }
        }
        return answers.stream()
                .map(answer -> Problems.of(((Refused) answer).refusal()))
                .findFirst();
    }

    private static <T> Future<T> problems(Future<T> answer) {
        return answer.recover(SubmitRoutes::problem);
    }

    private static <T> Future<T> problem(Throwable failure) {
        return failure instanceof Submit.RequestRefused refused
                ? Future.failedFuture(Problems.of(refused.refusal()).exception())
                : Future.failedFuture(failure);
    }

    private static Future<Void> answer(HttpServerRequest request, Buffer body) {
        return request.response()
                .setStatusCode(202)
                .putHeader("content-type", "application/json")
                .end(body);
    }

    private static String json(Accepted accepted) {
        return "{\"id\":\"" + accepted.id() + "\",\"state\":\"" + (accepted.skipped() ? "skipped" : "waiting") + "\"}";
    }

    private static String json(List<Acceptance> answers) {
        StringBuilder json = new StringBuilder(answers.size() * 64 + 16).append("{\"data\":[");
        for (int i = 0; i < answers.size(); i++) {
            json.append(i == 0 ? "" : ",");
            if (answers.get(i) instanceof Accepted accepted) {
                json.append(json(accepted));
            } else if (answers.get(i) instanceof Refused refused) {
                json.append("{\"problem\":")
                        .append(Problems.of(refused.refusal()).json().encode())
                        .append('}');
            }
        }
        return json.append("]}").toString();
    }
}
