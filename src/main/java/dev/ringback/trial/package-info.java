/** The Test of a profile, saved or not: one call of its receiver, shown part by part. Nothing of it is recorded. */
@NullMarked
@CheckReturnValue
package dev.ringback.trial;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
