package dev.ringback.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ringback.bus.Bus;
import dev.ringback.config.Settings;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.json.JsonCursor;
import dev.ringback.domain.json.JsonFault;
import dev.ringback.domain.json.JsonKind;
import dev.ringback.intake.Accept.Asked;
import dev.ringback.intake.Acceptance.Accepted;
import dev.ringback.intake.Acceptance.Refused;
import dev.ringback.intake.Refusal.Reason;
import dev.ringback.metrics.Meters;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a request's bytes into submissions and has them accepted: one, a batch, or one from the bus. Used from one event loop. */
public final class Submit {
    private static final byte[] CALLBACKS = "callbacks".getBytes(ISO_8859_1);

    private final Intake intake;
    private final Settings.Intake limits;
    private final Meters meters;
    private final ReadSubmission untrusted;
    private final ReadSubmission trusted;

    public Submit(Intake intake, Settings.Intake limits, Meters meters) {
        this.intake = intake;
        this.limits = limits;
        this.meters = meters;
        this.untrusted = new ReadSubmission(limits.callbackBytesMax(), false);
        this.trusted = new ReadSubmission(limits.callbackBytesMax(), true);
    }

    /** A request as a whole was refused: none of it was accepted. */
    static final class RequestRefused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Refusal refusal;

        RequestRefused(Refusal refusal) {
            super(refusal.detail(), null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    /** Fails with {@link RequestRefused}. */
    Future<Accepted> one(AccountId account, byte[] body, Optional<String> keyHeader) {
        return read(untrusted, body, keyHeader).compose(read -> accepted(account, read.asked()));
    }

    /** For a publisher within this process. */
    public Future<CallbackId> submit(AccountId account, byte[] body) {
        return one(account, body, Optional.empty()).map(Accepted::id);
    }

    /** The answers in the order of the batch; fails with {@link RequestRefused} when the request itself is not as it should be. */
    Future<List<Acceptance>> batch(AccountId account, byte[] body) {
        return read(() -> batchOf(body))
                .compose(asked -> intake.accept(account, asked))
                .onSuccess(answers -> {
                    int accepted = 0;
                    for (Acceptance answer : answers) {
                        accepted += answer instanceof Accepted ? 1 : 0;
                    }
                    meters.accepted(accepted);
                    meters.refused(answers.size() - accepted);
                });
    }

    Future<String> fromBus(byte[] question) {
        return read(trusted, question, Optional.empty())
                .compose(read -> accepted(
                        read.account().isEmpty() ? AccountId.DEFAULT : new AccountId(read.account()), read.asked()))
                .map(one -> "{\"id\":\"" + one.id() + "\"}");
    }

    static Bus.Refusal refusal(Throwable failure) {
        if (failure instanceof RequestRefused refused) {
            return refusal(refused.refusal());
        }
        return failure instanceof Bus.NoObject
                ? refusal(Refusal.invalid("", "expected an object"))
                : new Bus.Refusal(500, String.valueOf(failure.getMessage()));
    }

    private static Bus.Refusal refusal(Refusal refusal) {
        var problem = Problems.of(refusal);
        return new Bus.Refusal(problem.type().status(), problem.text());
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

    private static Future<ReadSubmission.Read> read(ReadSubmission reader, byte[] body, Optional<String> keyHeader) {
        return read(() -> {
            JsonCursor json = new JsonCursor(body);
            ReadSubmission.Read read = reader.read(json, body, keyHeader);
            json.end();
            return read;
        });
    }

    /** What is thrown on the way becomes the failure that the callers are promised: thrown at them it would be a bug of ours, a 500. */
    private static <T> Future<T> read(Supplier<T> reading) {
        try {
            return Future.succeededFuture(reading.get());
        } catch (JsonFault fault) {
            return Future.failedFuture(malformed(fault));
        } catch (RequestRefused refused) {
            return Future.failedFuture(refused);
        }
    }

    private List<Asked> batchOf(byte[] body) {
        JsonCursor json = new JsonCursor(body);
        List<Asked> asked = new ArrayList<>();
        boolean named = false;
        if (json.peek() != JsonKind.OBJECT) {
            throw invalid("", "expected an object with the field callbacks");
        }
        json.enterObject();
        while (json.nextMember()) {
            if (!json.nameIs(CALLBACKS)) {
                throw invalid("/" + json.name(), "is no field of a batch; expected callbacks");
            }
            named = true;
            callbacks(json, body, asked);
        }
        json.end();
        if (!named || asked.isEmpty()) {
            throw invalid("/callbacks", named ? "expected at least one callback" : "is required");
        }
        return asked;
    }

    private void callbacks(JsonCursor json, byte[] body, List<Asked> asked) {
        if (json.peek() != JsonKind.ARRAY) {
            throw invalid("/callbacks", "expected an array");
        }
        json.enterArray();
        while (json.nextElement()) {
            if (asked.size() == limits.batchCallbacksMax()) {
                throw invalid("/callbacks", "expected at most " + limits.batchCallbacksMax() + " callbacks");
            }
            asked.add(untrusted.read(json, body, Optional.empty()).asked());
        }
    }

    private static RequestRefused malformed(JsonFault fault) {
        return new RequestRefused(Refusal.of(Reason.MALFORMED, "The body is not JSON: " + fault.getMessage() + "."));
    }

    private static RequestRefused invalid(String pointer, String detail) {
        return new RequestRefused(Refusal.invalid(pointer, detail));
    }
}
