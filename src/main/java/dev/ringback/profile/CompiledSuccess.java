package dev.ringback.profile;

import dev.ringback.domain.AnswerCheck;
import dev.ringback.domain.SuccessRule;
import java.util.BitSet;
import java.util.Optional;

/** What means delivered, ready to be asked: the statuses as bits, and a check for the few profiles that require something of the answer. */
record CompiledSuccess(BitSet statuses, Optional<AnswerCheck> answer) {
    /** Most profiles have it, and one serves them all. */
    static final CompiledSuccess ANY_2XX = new CompiledSuccess(SuccessRule.ANY_2XX.statuses(), Optional.empty());

    static CompiledSuccess of(SuccessRule rule) {
        if (rule.equals(SuccessRule.ANY_2XX)) {
            return ANY_2XX;
        }
        BitSet statuses = rule.statuses();
        return new CompiledSuccess(
                statuses,
                rule.answer().required() ? Optional.of(new AnswerCheck(statuses, rule.answer())) : Optional.empty());
    }
}
