/** XML and HTML bodies: what in them is markup and what a placeholder, and how values are written in each of their places. */
@NullMarked
@CheckReturnValue
package dev.ringback.domain.template.markup;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
