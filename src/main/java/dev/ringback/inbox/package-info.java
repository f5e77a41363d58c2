/** The built-in receiver: takes any request, keeps it for a look, and answers as it was told to. */
@NullMarked
@CheckReturnValue
package dev.ringback.inbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
