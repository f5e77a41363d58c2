/** The node: its command line and the one place where all parts are put together. */
@NullMarked
@CheckReturnValue
package dev.ringback;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
