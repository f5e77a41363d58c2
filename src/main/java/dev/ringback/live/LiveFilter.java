package dev.ringback.live;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Attempt;
import dev.ringback.domain.Callback;
import dev.ringback.domain.ProfileId;
import dev.ringback.intake.Entry;
import java.util.Optional;
import java.util.function.Function;

/** What one who looks wants to see of an account; what is empty does not matter. */
public record LiveFilter(
        AccountId account,
        Optional<ProfileId> profile,
        Optional<String> state,
        Optional<String> event,
        Optional<String> reference) {

    boolean wants(Entry entry) {
        return entry.account().equals(account)
                && wants(entry.callback(), Glimpse.state(entry))
                && (reference.isEmpty() || reference.get().equals(entry.reference()));
    }

    /** Of attempts neither account nor reference is at hand: the one is looked up, and who asks for the other sees none. */
    boolean wants(Attempt attempt, Function<ProfileId, Optional<AccountId>> accounts) {
        Callback callback = attempt.work().callback();
        return reference.isEmpty()
                && wants(callback, Glimpse.state(attempt.verdict().kind()))
                && accounts.apply(callback.profile()).filter(account::equals).isPresent();
    }

    private boolean wants(Callback callback, String now) {
        return (profile.isEmpty() || profile.get().equals(callback.profile()))
                && (state.isEmpty() || state.get().equals(now))
                && (event.isEmpty() || event.get().equals(callback.event()));
    }
}
