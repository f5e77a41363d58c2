/** The only package that sees the event bus: typed messages, and all addresses in one list. */
@NullMarked
@CheckReturnValue
package dev.ringback.bus;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
