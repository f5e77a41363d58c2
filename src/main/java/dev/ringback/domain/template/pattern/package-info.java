/** Templates taken apart: literals, placeholders, and what is repeated for each element of a list. */
@NullMarked
@CheckReturnValue
package dev.ringback.domain.template.pattern;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
