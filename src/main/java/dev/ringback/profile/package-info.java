/** Profiles: their JSON form, their changes, and the node's snapshot of all of them, compiled and ready to use. */
@NullMarked
@CheckReturnValue
package dev.ringback.profile;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
