package dev.ringback.domain;

/** Names an account: {@code default}, or {@code acc_} and 26 characters for those the operator adds. */
public record AccountId(String value) {
    public static final AccountId DEFAULT = new AccountId("default");

    @Override
    public String toString() {
        return value;
    }
}
