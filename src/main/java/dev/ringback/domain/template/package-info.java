/** A profile's request, compiled once and rendered for each attempt. */
@NullMarked
@CheckReturnValue
package dev.ringback.domain.template;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
