package dev.ringback.bench;

/** How a load ended: what was submitted in all, how much of that again, and what at last has no final record. */
record Ending(long submitted, long resubmitted, long unsettled) {}
