/** What is done to callbacks again: retry and cancel of one, replay of many, as new callbacks that name the one they repeat. */
@NullMarked
@CheckReturnValue
package dev.ringback.replay;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
