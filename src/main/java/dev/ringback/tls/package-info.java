/** Certificates and keys of profiles: read from PEM, checked, and ready for a connection. */
@NullMarked
@CheckReturnValue
package dev.ringback.tls;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
