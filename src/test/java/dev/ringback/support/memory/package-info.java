/** A twin of the whole store in memory, for tests and the simulation: the same tables, locks, snapshots and commits, step by step. */
@NullMarked
@CheckReturnValue
package dev.ringback.support.memory;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
