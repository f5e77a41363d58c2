/**
 * The one door for time, chance, ids and timers. Everything else is given them, so that a simulation can decide them
 * from a seed.
 */
@NullMarked
@CheckReturnValue
package dev.ringback.ambient;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
