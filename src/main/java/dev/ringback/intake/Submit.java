package dev.ringback.intake;

import dev.ringback.bus.Bus;
import dev.ringback.config.Settings;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.json.JsonCursor;
import dev.ringback.domain.json.JsonFault;
import dev.ringback.intake.Accept.Asked;
import dev.ringback.intake.Acceptance.Accepted;
import dev.ringback.intake.Acceptance.Refused;
import dev.ringback.intake.Refusal.Reason;
import dev.ringback.metrics.Meters;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a request's bytes into submissions and has them accepted: one or a batch, over HTTP or from the bus. Used from one event loop. */
public final class Submit {
    private final Intake intake;
    private final Meters meters;
    private final ReadSubmission untrusted;
    private final ReadSubmission trusted;
    private final ReadBatch untrustedBatch;
    private final ReadBatch trustedBatch;

    public Submit(Intake intake, Settings.Intake limits, Meters meters) {
        this.intake = intake;
        this.meters = meters;
        this.untrusted = new ReadSubmission(limits.callbackBytesMax(), false);
        this.trusted = new ReadSubmission(limits.callbackBytesMax(), true);
        this.untrustedBatch = new ReadBatch(untrusted, limits, false);
        this.trustedBatch = new ReadBatch(trusted, limits, true);
    }

    /** Fails with {@link RequestRefused}. */
    Future<Accepted> one(AccountId account, byte[] body, Optional<String> keyHeader) {
        return read(body, json -> untrusted.read(json, body, keyHeader))
                .compose(read -> accepted(account, read.asked()));
    }

    /** For a publisher within this process. */
    public Future<CallbackId> submit(AccountId account, byte[] body) {
        return one(account, body, Optional.empty()).map(Accepted::id);
    }

    /** The answers in the order of the batch; fails with {@link RequestRefused} when the request itself is not as it should be. */
    Future<List<Acceptance>> batch(AccountId account, byte[] body) {
        return read(body, json -> untrustedBatch.read(json, body)).compose(reads -> accept(account, reads));
    }

    Future<String> fromBus(byte[] question) {
        return read(question, json -> trusted.read(json, question, Optional.empty()))
                .compose(read -> accepted(accountOf(read), read.asked()))
                .map(one -> "{\"id\":\"" + one.id() + "\"}");
    }

    /** Each callback of it may be of another account. Fails when none could be taken, as the batch of the API does. */
    Future<String> batchFromBus(byte[] question) {
        return read(question, json -> trustedBatch.read(json, question))
                .compose(this::acceptOfAccounts)
                .compose(answers -> AcceptanceJson.refusalOfAll(answers)
                        .<Future<String>>map(all -> Future.failedFuture(new RequestRefused(all)))
                        .orElseGet(() -> Future.succeededFuture(AcceptanceJson.of(answers))));
    }

    static Bus.Refusal refusal(Throwable failure) {
        if (failure instanceof RequestRefused refused) {
            return refusal(refused.refusal());
        }
        return failure instanceof Bus.Unreadable unreadable
                ? refusal(Refusal.of(
                        Reason.UNREADABLE, "Expected a JSON object of version 1, not " + unreadable.what() + "."))
                : new Bus.Refusal(500, String.valueOf(failure.getMessage()));
    }

    private static Bus.Refusal refusal(Refusal refusal) {
        var problem = Problems.of(refusal);
        return new Bus.Refusal(problem.type().status(), problem.text());
    }

    private static AccountId accountOf(ReadSubmission.Read read) {
        return read.account().isEmpty() ? AccountId.DEFAULT : new AccountId(read.account());
    }

    private Future<List<Acceptance>> acceptOfAccounts(List<ReadSubmission.Read> reads) {
        Map<AccountId, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < reads.size(); i++) {
            places.computeIfAbsent(accountOf(reads.get(i)), none -> new ArrayList<>())
                    .add(i);
        }
        if (places.size() == 1) {
            return accept(places.keySet().iterator().next(), reads);
        }
        Acceptance[] answers = new Acceptance[reads.size()];
        List<Future<?>> all = new ArrayList<>();
        places.forEach((account, its) ->
                all.add(accept(account, its.stream().map(reads::get).toList()).onSuccess(accepted -> {
                    for (int k = 0; k < its.size(); k++) {
                        answers[its.get(k)] = accepted.get(k);
                    }
                })));
        return Future.join(all).map(done -> Arrays.asList(answers));
    }

    private Future<List<Acceptance>> accept(AccountId account, List<ReadSubmission.Read> reads) {
        List<Asked> asked = reads.stream().map(ReadSubmission.Read::asked).toList();
        return intake.accept(account, asked).onSuccess(answers -> {
            int accepted = 0;
            for (Acceptance answer : answers) {
                accepted += answer instanceof Accepted ? 1 : 0;
            }
            meters.accepted(accepted);
            meters.refused(answers.size() - accepted);
        });
    }

    private Future<Accepted> accepted(AccountId account, Asked asked) {
        return intake.accept(account, List.of(asked)).compose(answers -> {
            if (answers.get(0) instanceof Accepted accepted) {
                meters.accepted(1);
                return Future.succeededFuture(accepted);
            }
            meters.refused(1);
            return Future.failedFuture(new RequestRefused(((Refused) answers.get(0)).refusal()));
        });
    }

    /** What is thrown on the way becomes the failure that the callers are promised: thrown at them it would be a bug of ours, a 500. */
    private static <T> Future<T> read(byte[] body, Function<JsonCursor, T> reading) {
        try {
            JsonCursor json = new JsonCursor(body);
            T read = reading.apply(json);
            json.end();
            return Future.succeededFuture(read);
        } catch (JsonFault fault) {
            return Future.failedFuture(new RequestRefused(
                    Refusal.of(Reason.MALFORMED, "The body is not JSON: " + fault.getMessage() + ".")));
        } catch (RequestRefused refused) {
            return Future.failedFuture(refused);
        }
    }
}
