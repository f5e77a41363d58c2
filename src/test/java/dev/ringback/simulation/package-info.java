/**
 * The dispatcher in a world that one seed decides: the real stages of up to four nodes run in one thread, in virtual time, on the twin of the
 * store, among faults. After every step what must always hold is checked. {@code bin/simulate} runs it by itself.
 */
package dev.ringback.simulation;
