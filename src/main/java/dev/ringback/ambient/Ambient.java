package dev.ringback.ambient;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What a stage takes from its surroundings. The clock is the database's as far as this node knows it (its monotonic
 * clock plus the offset measured at each beat), so that the times of different nodes can be laid side by side.
 */
public record Ambient(InstantSource clock, RandomGenerator random, Timers timers) {}
