/** How we prove to a receiver who we are, and how we know it: authentication, tokens, TLS. Values and decisions, no I/O. */
@NullMarked
@CheckReturnValue
package dev.ringback.domain.access;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
