package dev.ringback.simulation;

/** What is checked after each step, and at rest. */
enum Rule {
    /** Accepted implies: one day delivered, failed, skipped, cancelled or expired. */
    ENDS,
    /** What was answered with 202 is committed by then. */
    DURABLE,
    /** Nothing that has its final record gets another attempt. */
    FINAL_STAYS,
    /** Attempts are recorded with numbers that follow each other. */
    NUMBERED,
    /** Nothing is sent before it is committed, before it is due, or after it has expired. */
    SENT_IN_TIME,
    /** What a receiver saw is recorded, crashes and take-overs aside; nothing is recorded that no receiver saw. */
    RECORDED,
    /** Count deltas are equal to the attempts of the same commit. */
    COUNTED,
    IN_FLIGHT_LIMIT,
    RATE_LIMIT,
    /** No callback waits in a lane for longer than it may. */
    LINE_LIMIT,
    /** A lane with work and room starts something. */
    STARVES,
    /** Callbacks of one key are sent one after the other, in the order they were accepted. */
    ORDERED,
    /** One key, one callback. */
    IDEMPOTENT,
    /** Below a node's low-water mark, and without its row, nothing is unsettled. */
    MARK,
    /** A fenced node writes nothing. */
    FENCED,
    /** A retry comes when the schedule or the receiver says, and at most a tenth later. */
    RETRY_TIME,
    /** The time of a node is the database's. */
    CLOCK,
    /** At rest a node holds nothing. */
    LEAK,
    /** No stage throws. */
    THROWS
}
