/** Backlog: callbacks that wait for a later time or for room, claimed when their lanes have some. */
@NullMarked
@CheckReturnValue
package dev.ringback.backlog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
