/** What the node counts about itself, for Prometheus. */
@NullMarked
@CheckReturnValue
package dev.ringback.metrics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
