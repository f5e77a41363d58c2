/** What is happening now, for those who look: nothing is read for it, and nothing built while nobody looks. */
@NullMarked
@CheckReturnValue
package dev.ringback.live;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
