package dev.ringback.client;

/** How many of many were accepted, refused, and not answered. */
public record Tally(long accepted, long refused, long unanswered) {
    static final Tally NONE = new Tally(0, 0, 0);

    Tally plus(Result result) {
        if (result instanceof Result.Failed failed) {
            return failed.why() instanceof Refused
                    ? new Tally(accepted, refused + 1, unanswered)
                    : new Tally(accepted, refused, unanswered + 1);
        }
        return new Tally(accepted + 1, refused, unanswered);
    }

    public long all() {
        return accepted + refused + unanswered;
    }
}
