package dev.ringback.intake;

import dev.ringback.http.Problem;
import dev.ringback.intake.Acceptance.Accepted;
import dev.ringback.intake.Acceptance.Refused;
import java.util.List;
import java.util.Optional;

/** Answers as publishers get them, over HTTP and on the bus. */
final class AcceptanceJson {
    private AcceptanceJson() {}

    static String of(Accepted accepted) {
        return "{\"id\":\"" + accepted.id() + "\",\"state\":\"" + (accepted.skipped() ? "skipped" : "waiting") + "\"}";
    }

    static String of(List<Acceptance> answers) {
        StringBuilder json = new StringBuilder(answers.size() * 64 + 16).append("{\"data\":[");
        for (int i = 0; i < answers.size(); i++) {
            json.append(i == 0 ? "" : ",");
            if (answers.get(i) instanceof Accepted accepted) {
                json.append(of(accepted));
            } else if (answers.get(i) instanceof Refused refused) {
                json.append("{\"problem\":")
                        .append(Problems.of(refused.refusal()).text())
                        .append('}');
            }
        }
        return json.append("]}").toString();
    }

    /** When the node could take none of them the request as a whole failed, and clients need not look inside. */
    static Optional<Problem> problemOfAll(List<Acceptance> answers) {
        return refusalOfAll(answers).map(Problems::of);
    }

    static Optional<Refusal> refusalOfAll(List<Acceptance> answers) {
        for (Acceptance answer : answers) {
            if (answer instanceof Accepted
                    || (answer instanceof Refused refused
                            && refused.refusal().reason() != Refusal.Reason.OVERLOADED
                            && refused.refusal().reason() != Refusal.Reason.UNAVAILABLE)) {
                return Optional.empty();
            }
        }
        return answers.stream().map(answer -> ((Refused) answer).refusal()).findFirst();
    }
}
