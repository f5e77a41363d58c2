/** The page at {@code /}: files from the jar. What they show comes from the API. */
@NullMarked
@CheckReturnValue
package dev.ringback.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
