package dev.ringback.mail;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.report.Period;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where mails are kept from the moment it is decided that they go out. What changes it asks for the lease. */
public interface MailStore {
    /** Whose report's time has come, the longest due first. */
    Future<List<Due>> due(Instant now, int most);

    /** Takes the period for a report, if no one has, and moves on to the next; says whether there is a report to send now. */
    Future<Boolean> take(NodeId node, Due due, Next next, Instant now);

    /** A report of the period so far, for the recipients set; says for how many. */
    Future<Integer> ask(AccountId account, UUID id, Period period, Instant now);

    /** What is to be sent now. Each is this node's for a while; then it is tried again. */
    Future<List<Copy>> claim(NodeId node, Instant now, int most);

    Future<Void> end(Copy copy, State state, String error, Instant now);

    /** The account's newest mails. */
    Future<List<Outgoing>> last(AccountId account, int mails);

    Future<Void> dropOlder(Instant oldest);

    record Due(AccountId account, Frequency frequency, ZoneId zone, Instant periodEnd) {
        public Period period() {
            Instant within = periodEnd.minusMillis(1);
            return new Period(frequency.holding(within, zone).from(), periodEnd);
        }
    }

    /** {@code id}: of the report; {@code wanted}: false passes the period by. */
    record Next(UUID id, Instant periodEnd, Instant dueAt, boolean wanted) {}

    enum Kind {
        REPORT,
        ASKED,
        AUTO_DISABLED,
        FAILING,
        RECOVERED;

        public boolean isReport() {
            return this == REPORT || this == ASKED;
        }
    }

    enum State {
        WAITING,
        SENT,
        REFUSED,
        GIVEN_UP
    }

    /** A mail as it was decided; {@code about} is empty in reports. */
    record Letter(
            UUID id,
            AccountName account,
            Kind kind,
            Optional<Frequency> frequency,
            Optional<About> about,
            Period period,
            ZoneId zone,
            Instant createdAt) {}

    record AccountName(AccountId id, String name) {}

    /** The profile that a notice is about, and why. */
    record About(ProfileId profile, String title, String words) {}

    /** {@code nextAt}: when it is tried again. */
    record Copy(Letter letter, String recipient, Instant nextAt) {}

    /** What became of a mail. */
    record Outgoing(
            UUID id, Kind kind, Optional<ProfileId> profile, Period period, Instant createdAt, List<Sent> copies) {}

    record Sent(
            String recipient, State state, int tries, Instant nextAt, Optional<String> error, Optional<Instant> at) {}
}
