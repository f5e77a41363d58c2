package dev.ringback.intake;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.intake.Acceptance.Accepted;
import dev.ringback.intake.Acceptance.Refused;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What the HTTP routes do with {@link Submit}, for publishers in the same process. */
public final class Submitting {
    private Submitting() {}

    /** {@code id} is empty for a refusal, whose reason is then named. */
    public record Answer(Optional<CallbackId> id, boolean skipped, String reason) {}

    public static Future<Answer> one(Submit submit, byte[] body, Optional<String> keyHeader) {
        return submit.one(AccountId.DEFAULT, body, keyHeader)
                .map(Submitting::answer)
                .recover(failure -> failure instanceof RequestRefused refused
                        ? Future.succeededFuture(answer(new Refused(refused.refusal())))
                        : Future.failedFuture(failure));
    }

    public static Future<List<Answer>> batch(Submit submit, byte[] body) {
        return submit.batch(AccountId.DEFAULT, body)
                .map(answers -> answers.stream().map(Submitting::answer).toList());
    }

    private static Answer answer(Acceptance acceptance) {
        if (acceptance instanceof Accepted accepted) {
            return new Answer(Optional.of(accepted.id()), accepted.skipped(), "");
        }
        return new Answer(
                Optional.empty(),
                false,
                ((Refused) acceptance).refusal().reason().name());
    }
}
