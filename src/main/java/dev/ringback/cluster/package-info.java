/** The nodes as one: each node's heartbeat, and what the living do for the dead. */
@NullMarked
@CheckReturnValue
package dev.ringback.cluster;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
