/** Reads of what was accepted and tried. Nothing here changes anything, and no request costs more than its bound. */
@NullMarked
@CheckReturnValue
package dev.ringback.history;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
