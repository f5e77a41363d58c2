/** Calls receivers: the HTTP call itself and the guard over the addresses it may reach. The only package that sees an HTTP client. */
@NullMarked
@CheckReturnValue
package dev.ringback.delivery;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
