package dev.ringback.mail;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ReceiverHealth;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How profiles fare of late, and what was told of it. */
public interface HealthStore {
    /** Active profiles that have met nothing but failures for so long. */
    Future<List<Hopeless>> hopeless(Duration after, Instant now);

    /** Of which profiles there may be something to tell. */
    Future<List<Recent>> recent(Instant now);

    /** Remembers what is told, unless it was told meanwhile; with recipients it makes the mail. */
    Future<Void> tell(NodeId node, Recent recent, Notice notice, Instant now);

    record Hopeless(ProfileId profile, AccountId account, long version, Instant since) {}

    record Recent(ProfileId profile, Optional<String> reason, ReceiverHealth health, NotificationSetting setting) {}

    /** {@code recipients}: nobody when the kind is turned off. */
    record Notice(UUID id, ReceiverHealth.Told told, String words, List<String> recipients) {}
}
