package dev.ringback.intake;

import dev.ringback.config.Settings;
import dev.ringback.domain.Scope;
import dev.ringback.http.Api;
import dev.ringback.http.Caller;
import dev.ringback.http.Operation;
import dev.ringback.http.Problem;
import dev.ringback.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
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
                .compose(accepted -> answer(request, Buffer.buffer(AcceptanceJson.of(accepted))));
    }

    private Future<Void> batch(HttpServerRequest request, Caller caller, Buffer body) {
        return problems(submit.batch(caller.account(), body.getBytes())).compose(answers -> {
            Optional<Problem> all = AcceptanceJson.problemOfAll(answers);
            return all.isPresent()
                    ? Future.failedFuture(all.get().exception())
                    : answer(request, Buffer.buffer(AcceptanceJson.of(answers)));
        });
    }

    private static <T> Future<T> problems(Future<T> answer) {
        return answer.recover(SubmitRoutes::problem);
    }

    private static <T> Future<T> problem(Throwable failure) {
        return failure instanceof RequestRefused refused
                ? Future.failedFuture(Problems.of(refused.refusal()).exception())
                : Future.failedFuture(failure);
    }

    private static Future<Void> answer(HttpServerRequest request, Buffer body) {
        return request.response()
                .setStatusCode(202)
                .putHeader("content-type", "application/json")
                .end(body);
    }
}
