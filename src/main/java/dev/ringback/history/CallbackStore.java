package dev.ringback.history;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import io.vertx.core.Future;
import java.util.Optional;

/** Where callbacks and their attempts are read from. Another account's are as if they were not there. */
public interface CallbackStore {
    Future<Scan> scan(AccountId account, CallbackFilter filter, IdRange range, Scan.Depth depth);

    Future<Optional<CallbackDetail>> find(AccountId account, CallbackId id);
}
