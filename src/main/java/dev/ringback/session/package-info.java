/** Who signs in to the page: users, their passwords, their sessions. */
@NullMarked
@CheckReturnValue
package dev.ringback.session;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
