package dev.ringback.simulation;

import dev.ringback.domain.CallbackId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One thing that a publisher wants delivered; asked for as often as it takes. */
final class Submission {
    final String reference;
    final Customer customer;
    final Optional<String> key;
    final Optional<Chain> chain;
    final Optional<Instant> deliverAt;
    final Optional<Instant> expiresAt;
    final List<Submission> before = new ArrayList<>();
    Optional<CallbackId> id = Optional.empty();

    /** When it is due and until when. */
    record Times(Optional<Instant> deliverAt, Optional<Instant> expiresAt) {}

    /** Callbacks of one order key: each is asked for when the one before is answered. */
    static final class Chain {
        final String key;
        final Customer customer;
        final List<Submission> accepted = new ArrayList<>();

        Chain(String key, Customer customer) {
            this.key = key;
            this.customer = customer;
        }
    }

    Submission(String reference, Customer customer, Optional<String> key, Optional<Chain> chain, Times times) {
        this.reference = reference;
        this.customer = customer;
        this.key = key;
        this.chain = chain;
        this.deliverAt = times.deliverAt();
        this.expiresAt = times.expiresAt();
    }

    /** Always the same text, so that a repeat is one. */
    String json() {
        StringBuilder json = new StringBuilder("{\"profile_id\":\"")
                .append(customer.profile)
                .append("\",\"reference\":\"")
                .append(reference)
                .append("\",\"data\":{}");
        key.ifPresent(
                text -> json.append(",\"idempotency_key\":\"").append(text).append('"'));
        chain.ifPresent(
                line -> json.append(",\"order_key\":\"").append(line.key).append('"'));
        deliverAt.ifPresent(at -> json.append(",\"deliver_at\":\"").append(at).append('"'));
        expiresAt.ifPresent(at -> json.append(",\"expires_at\":\"").append(at).append('"'));
        return json.append('}').toString();
    }

    @Override
    public String toString() {
        return reference + " p" + customer.index
                + key.map(text -> " key " + text).orElse("")
                + chain.map(line -> " line " + line.key).orElse("");
    }
}
