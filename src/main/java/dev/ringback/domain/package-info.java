/**
 * Values and decisions. Nothing here knows Vert.x, does I/O, reads a clock or throws dice: what is needed of those is an argument.
 */
@NullMarked
@CheckReturnValue
package dev.ringback.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
